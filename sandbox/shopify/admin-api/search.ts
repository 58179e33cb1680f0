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
  return items.filter((item) => matches(item, expression, fields));
}

function fieldsIn(expression: Expression): string[] {
  if (expression.kind === "term") return expression.field ? [expression.field] : [];
  return expression.kind === "not" ? fieldsIn(expression.part) : expression.parts.flatMap(fieldsIn);
}

function matches<Item>(item: Item, expression: Expression, fields: SearchFields<Item>): boolean {
  switch (expression.kind) {
    case "all":
      return expression.parts.every((part) => matches(item, part, fields));
    case "any":
      return expression.parts.some((part) => matches(item, part, fields));
    case "not":
      return !matches(item, expression.part, fields);
    case "term":
      return matchesTerm(item, expression, fields);
  }
}

function matchesTerm<Item>(item: Item, term: Term, fields: SearchFields<Item>): boolean {
  if (!term.field) return hasWords(fields.anywhere(item), term);
  const field = fields.named[term.field];
  switch (field?.kind) {
    case undefined:
      return true;
    case "text":
      return hasWords(field.values(item), term);
    case "exact":
      return isOneOf(field.values(item), term);
    case "number":
      return term.value.split(",").some((value) => holds(field.value(item), term.comparator, Number(value)));
    case "moment":
      return holds(Date.parse(field.value(item)), term.comparator, Date.parse(term.value));
  }
}

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
const wordsOf = (text: string) => plain(text).match(/[\p{Letter}\p{Number}]+/gu) ?? [];

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

function isOneOf(values: string[], { value, prefix }: Term): boolean {
  const wanted = plain(value);
  return values
    .map(plain)
    .some((found) =>
      prefix ? found.startsWith(wanted) : found === wanted || wanted.split(",").includes(found),
    );
}

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
