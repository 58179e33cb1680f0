/** As many as an address holds. */
const MOST_NAMED = 100;

/** What is approved of a batch, or by itself where a filter is on; else all that is approved. */
export function publishUrl(search: string, approved: readonly string[]): string {
  const asked = new URLSearchParams(search);
  const batch = asked.get("batch");
  if (batch) return `/app/publish?batch=${batch}`;
  const isFiltered = ["product", "q", "recipe"].some((name) => asked.get(name));
  return isFiltered ? `/app/publish?images=${approved.slice(0, MOST_NAMED).join(",")}` : "/app/publish";
}
