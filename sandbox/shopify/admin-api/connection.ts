import { GraphQLError } from "graphql";

export type ConnectionArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
};

/** What a cursor remembers of an item: its id, and its value under the sort key for when it has gone since. */
export type Key = { id: string; value: string | number };

const MOST = 250;

/** The size of a connection in a bulk query, which takes no pages. No request can ask for it. */
export const WHOLE = Infinity;

/** A page of `items`, which are in ascending order of `keyOf`, the way Shopify's connections page. */
export function connection<Item>(items: readonly Item[], args: ConnectionArgs, keyOf: (item: Item) => Key) {
  const size = pageSize(args);
  const descending = args.reverse === true;
  const all = descending ? items.toReversed() : items;
  const after = args.after ? place(all, decode(args.after), keyOf, descending) : null;
  const before = args.before ? place(all, decode(args.before), keyOf, descending) : null;
  const from = after ? after.at + (after.found ? 1 : 0) : 0;
  const to = before ? before.at : all.length;
  const forward = typeof args.first === "number";
  const start = forward ? from : Math.max(from, to - size);
  const end = forward ? Math.min(to, from + size) : to;

  const nodes = all.slice(start, Math.max(start, end));
  const cursorOf = (node: Item | undefined) => (node === undefined ? null : encode(keyOf(node)));
  const edges = nodes.map((node) => ({ node, cursor: () => cursorOf(node) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: cursorOf(nodes.at(0)),
      endCursor: cursorOf(nodes.at(-1)),
    },
  };
}

function pageSize({ first, last }: ConnectionArgs): number {
  if (typeof first === "number" && typeof last === "number") {
    throw badRequest("providing both first and last is not supported");
  }
  const size = first ?? last;
  if (typeof size !== "number") throw badRequest("you must provide one of first or last");
  const name = typeof first === "number" ? "first" : "last";
  if (size < 1) throw badRequest(`${name} must be greater than 0`);
  if (size > MOST && size !== WHOLE) {
    throw badRequest(
      `${name} cannot exceed ${MOST}. To query larger amounts of data with fewer limits, bulk operations should be used instead.`,
    );
  }
  return size;
}

const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });

/** Where a cursor's item stands, or where it stood if it has gone. */
function place<Item>(items: readonly Item[], key: Key, keyOf: (item: Item) => Key, descending: boolean) {
  const at = items.findIndex((item) => keyOf(item).id === key.id);
  if (at >= 0) return { at, found: true };
  const next = items.findIndex((item) => isAfter(keyOf(item), key, descending));
  return { at: next < 0 ? items.length : next, found: false };
}

const isAfter = (item: Key, key: Key, descending: boolean) =>
  descending ? compareKeys(item, key) < 0 : compareKeys(item, key) > 0;

/** By value, then by id, as numbers where both are. */
export function compareKeys(one: Key, other: Key): number {
  return compare(one.value, other.value) || compare(idNumber(one.id), idNumber(other.id));
}

const byLetters = new Intl.Collator("en");

const idNumber = (id: string) => Number(id.slice(id.lastIndexOf("/") + 1)) || 0;

function compare(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return byLetters.compare(String(one), String(other));
}

const encode = (key: Key) => Buffer.from(JSON.stringify(key)).toString("base64");

function decode(cursor: string): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (isKey(key)) return key;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw badRequest("Invalid cursor for current pagination sort.");
}

const isKey = (key: unknown): key is Key =>
  typeof key === "object" && key !== null && "id" in key && "value" in key && typeof key.id === "string";
