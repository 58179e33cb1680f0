import { COUNTED_TO } from "../platform/counted.ts";
import { deleteSome } from "../platform/db/delete-some.server.ts";
import type { Queries } from "../platform/db/db.server.ts";

/** Whoever lost its lease may still be putting its file: longer than the store lets that take, with all its tries. */
const PUT_MS = 3 * 60_000;

export function eraseImages(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "Image", most);
}

/** Some of the files that nobody can be putting any more. */
export async function settledFiles(db: Queries, shop: string, now: Date, most: number): Promise<string[]> {
  const rows = await db.storedObject.findMany({
    where: { shop, OR: [{ state: "kept" }, { createdAt: { lte: new Date(now.getTime() - PUT_MS) } }] },
    take: most,
    select: { key: true },
  });
  return rows.map(({ key }) => key);
}

/** Called when their files are gone. */
export async function forgetFiles(db: Queries, shop: string, keys: readonly string[]): Promise<number> {
  const { count } = await db.storedObject.deleteMany({ where: { shop, key: { in: [...keys] } } });
  return count;
}

/** When the last file of the shop can be erased; null when none is left. */
export async function filesSettledAt(db: Queries, shop: string): Promise<Date | null> {
  const { _max } = await db.storedObject.aggregate({ where: { shop }, _max: { createdAt: true } });
  return _max.createdAt && new Date(_max.createdAt.getTime() + PUT_MS);
}

/** How many images would go; no further than a person wants to know. */
export function countImages(db: Queries, shop: string): Promise<number> {
  return db.image.count({ where: { shop }, take: COUNTED_TO + 1 });
}
