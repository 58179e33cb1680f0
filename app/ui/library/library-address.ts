/** What the library's form holds; "" is any. */
export type LibraryValues = Record<(typeof PLAIN)[number] | "place", string>;

const PLAIN = ["q", "decision", "recipe", "from", "to", "order"] as const;
/** What the page is about: it stays when the form changes. */
const ABOUT = ["batch", "product"] as const;
const FILTERS = ["q", "decision", "recipe", "from", "to", ...ABOUT, "published", "kept", "expired"];

export const ORDERS = ["newest", "oldest", "products", "titles"] as const;

/** Where an image is, as one choice of the form, and what that is in the address. */
export const PLACES = {
  published: ["published", "yes"],
  unpublished: ["published", "no"],
  kept: ["kept", "yes"],
  expired: ["expired", "yes"],
} as const;

export function valuesIn(search: URLSearchParams): LibraryValues {
  const plain = PLAIN.map((name) => [name, search.get(name) ?? ""]);
  const place = Object.entries(PLACES).find(([, [name, value]]) => search.get(name) === value)?.[0] ?? "";
  return { ...Object.fromEntries(plain), place } as LibraryValues;
}

/** The library's address with these values, from its first page on. */
export function addressFor(values: LibraryValues, search: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const name of ABOUT) set(query, name, search.get(name));
  for (const name of PLAIN) set(query, name, name === "q" ? values.q.trim() : values[name]);
  if (isPlace(values.place)) {
    const [name, value] = PLACES[values.place];
    query.set(name, value);
  }
  return withQuery(query);
}

/** The same images, another page of them, or others by one parameter. */
export function addressWith(search: URLSearchParams, change: Record<string, string | null>): string {
  const query = new URLSearchParams();
  for (const name of ["order", ...FILTERS]) set(query, name, search.get(name));
  for (const [name, value] of Object.entries(change)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return withQuery(query);
}

/** The filter alone, as what is done to all that match wants it. */
export function filterIn(search: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) set(query, name, search.get(name));
  return query.toString();
}

/** Whether fewer than all images are meant. */
export function isFiltered(search: URLSearchParams): boolean {
  return FILTERS.some((name) => search.has(name));
}

function isPlace(value: string): value is keyof typeof PLACES {
  return Object.hasOwn(PLACES, value);
}

function set(query: URLSearchParams, name: string, value: string | null): void {
  if (value) query.set(name, value);
}

function withQuery(query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? "/app/library" : `/app/library?${text}`;
}
