/** Shopify's search syntax: terms, `field:value`, quotes, `*`, comparisons, AND (implied), OR, NOT and -, brackets. */
export type Expression =
  | { kind: "all"; parts: Expression[] }
  | { kind: "any"; parts: Expression[] }
  | { kind: "not"; part: Expression }
  | Term;
export type Comparator = ":" | ":>" | ":>=" | ":<" | ":<=";
export type Term = {
  kind: "term";
  field: string | null;
  comparator: Comparator;
  value: string;
  prefix: boolean;
};

const TOKEN =
  /\s*(?:(?<bracket>[()])|(?<not>-)(?=\()|(?<word>OR|AND|NOT)(?=[\s()]|$)|(?<minus>-)?(?:(?<field>\w+)(?<comparator>:[<>]?=?))?(?:"(?<double>(?:\\.|[^"\\])*)"?|'(?<single>(?:\\.|[^'\\])*)'|(?<plain>[^\s()"][^\s()]*))?)/y;

type Token = { word: string } | { term: Term; negated: boolean };

export function parseSearch(query: string): Expression {
  const tokens = tokensOf(query);
  const expression = parseAny(tokens);
  return tokens.length > 0 ? { kind: "all", parts: [expression, parseAny(tokens)] } : expression;
}

function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  const text = query.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups || TOKEN.lastIndex === start) {
      TOKEN.lastIndex = start + 1; // a stray sign, which Shopify skips too
      continue;
    }
    const token = tokenOf(groups);
    if (token) tokens.push(token);
  }
  return tokens;
}

function tokenOf(groups: Record<string, string | undefined>): Token | null {
  const word = groups.bracket ?? (groups.not ? "NOT" : groups.word);
  if (word) return { word };
  const quoted = groups.double ?? groups.single;
  const plain = groups.plain ?? "";
  const prefix = quoted === undefined && plain.length > 1 && plain.endsWith("*");
  const value =
    quoted?.replace(/\\(.)/g, "$1") ?? (prefix ? plain.slice(0, -1) : plain.replace(/\\(.)/g, "$1"));
  if (!value) return null;
  const comparator = (groups.comparator ?? ":") as Comparator;
  const term: Term = { kind: "term", field: groups.field ?? null, comparator, value, prefix };
  return { term, negated: groups.minus !== undefined };
}

function parseAny(tokens: Token[]): Expression {
  const parts = [parseAll(tokens)];
  while (isWord(tokens[0], "OR")) {
    tokens.shift();
    parts.push(parseAll(tokens));
  }
  return parts.length === 1 && parts[0] ? parts[0] : { kind: "any", parts };
}

function parseAll(tokens: Token[]): Expression {
  const parts: Expression[] = [];
  while (tokens[0] && !isWord(tokens[0], "OR") && !isWord(tokens[0], ")")) {
    if (isWord(tokens[0], "AND")) tokens.shift();
    else parts.push(parseOne(tokens));
  }
  return { kind: "all", parts };
}

function parseOne(tokens: Token[]): Expression {
  const token = tokens.shift();
  if (!token) return { kind: "all", parts: [] };
  if ("term" in token) return token.negated ? { kind: "not", part: token.term } : token.term;
  if (token.word === "NOT") return { kind: "not", part: parseOne(tokens) };
  const inside = parseAny(tokens);
  if (isWord(tokens[0], ")")) tokens.shift();
  return inside;
}

const isWord = (token: Token | undefined, word: string) =>
  token !== undefined && "word" in token && token.word === word;
