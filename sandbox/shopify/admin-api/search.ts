import { parseSearch } from "./search-parse.ts";
import type { Comparator, Expression, Term } from "./search-parse.ts";

/** How a field of an item is compared: whole values, words of a text, numbers, moments. */
type SearchField<Item> =
  | { kind: "exact"; values: (item: Item) => string[] }
  | { kind: "text"; values: (item: Item) => string[] }
  | { kind: "number"; value: (item: Item) => number }
  | { kind: "moment"; value: (item: Item) => string };

export type SearchFields<Item> = {
  /** What a term without a field looks at. */
  anywhere: (item: Item) => string[];
  named: Record<string, SearchField<Item>>;
};

export type SearchWarning = { query: string; field: string; code: "invalid_field" };

/** The items that match a Shopify search query. A field that does not exist is ignored with a warning, as there. */
export function search<Item>(
  items: Item[],
  query: string | null | undefined,
  fields: SearchFields<Item>,
  warn: (warning: SearchWarning) => void,
): Item[] {
  if (!query?.trim()) return items;
  const expression = parseSearch(query);
  for (const field of fieldsIn(expression)) {
    if (!fields.named[field]) warn({ query, field, code: "invalid_field" });
  }
  return items.filter(compile(expression, fields));
}

function fieldsIn(expression: Expression): string[] {
  if (expression.kind === "term") return expression.field ? [expression.field] : [];
  return expression.kind === "not" ? fieldsIn(expression.part) : expression.parts.flatMap(fieldsIn);
}

type Test<Item> = (item: Item) => boolean;

/** The expression as one function: a shop may have 50,000 products to look at. */
function compile<Item>(expression: Expression, fields: SearchFields<Item>): Test<Item> {
  switch (expression.kind) {
    case "all": {
      const tests = expression.parts.map((part) => compile(part, fields));
      return (item) => tests.every((test) => test(item));
    }
    case "any":
      return compileAny(expression.parts, fields);
    case "not": {
      const test = compile(expression.part, fields);
      return (item) => !test(item);
    }
    case "term":
      return compileTerm(expression, fields);
  }
}

/** `sku:a OR sku:b OR …` is one look into a set. */
function compileAny<Item>(parts: Expression[], fields: SearchFields<Item>): Test<Item> {
  const sets = new Map<string, Set<string>>();
  const others: Test<Item>[] = [];
  for (const part of parts) {
    const term = part.kind === "all" && part.parts.length === 1 ? part.parts[0] : part;
    if (term?.kind !== "term" || !term.field || term.prefix || fields.named[term.field]?.kind !== "exact") {
      others.push(compile(part, fields));
      continue;
    }
    const wanted = sets.get(term.field) ?? new Set();
    for (const value of valuesOf(term)) wanted.add(value);
    sets.set(term.field, wanted);
  }
  for (const [name, wanted] of sets) {
    const field = fields.named[name];
    if (field?.kind === "exact") others.push((item) => field.values(item).some((v) => wanted.has(plain(v))));
  }
  return (item) => others.some((test) => test(item));
}

function compileTerm<Item>(term: Term, fields: SearchFields<Item>): Test<Item> {
  if (!term.field) return (item) => hasWords(fields.anywhere(item), term);
  const field = fields.named[term.field];
  switch (field?.kind) {
    case undefined:
      return () => true;
    case "text":
      return (item) => hasWords(field.values(item), term);
    case "exact":
      return isOneOf(field.values, term);
    case "number": {
      const wanted = term.value.split(",").map(Number);
      return (item) => wanted.some((value) => holds(field.value(item), term.comparator, value));
    }
    case "moment": {
      const wanted = Date.parse(term.value);
      return (item) => holds(Date.parse(field.value(item)), term.comparator, wanted);
    }
  }
}

/** Remembers what a function made of the same text before. */
function remembering<Result>(make: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size > REMEMBERED) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}
const REMEMBERED = 400_000;

const plain = remembering((text) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase(),
);
const wordsOf = remembering((text): string[] => plain(text).match(/[\p{Letter}\p{Number}]+/gu) ?? []);

/** Whether the words of the term follow each other in one of the texts; the last may be a beginning with `*`. */
function hasWords(texts: string[], { value, prefix }: Term): boolean {
  const wanted = wordsOf(value);
  if (wanted.length === 0) return false;
  return texts.map(wordsOf).some((words) =>
    words.some((_, start) =>
      wanted.every((word, offset) => {
        const found = words[start + offset];
        return prefix && offset === wanted.length - 1 ? found?.startsWith(word) : found === word;
      }),
    ),
  );
}

function isOneOf<Item>(valuesOfItem: (item: Item) => string[], term: Term): Test<Item> {
  const wanted = plain(term.value);
  const values = new Set(valuesOf(term));
  return (item) =>
    valuesOfItem(item).some((text) =>
      term.prefix ? plain(text).startsWith(wanted) : values.has(plain(text)),
    );
}

/** The value itself, and those between its commas. */
const valuesOf = ({ value }: Term) => [plain(value), ...plain(value).split(",")];

function holds(found: number, comparator: Comparator, wanted: number): boolean {
  switch (comparator) {
    case ":":
      return found === wanted;
    case ":>":
      return found > wanted;
    case ":>=":
      return found >= wanted;
    case ":<":
      return found < wanted;
    case ":<=":
      return found <= wanted;
  }
}
