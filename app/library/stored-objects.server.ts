import type { Db, Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";

export type StoredKey = { shop: string; key: string };

/**
 * Written down before anything is put, so that whatever happens next, the sweep knows what may lie in the store. False
 * when the lease is no longer ours: nothing may be put then. So nobody puts a file of work that was ended, but for
 * those who wrote it down a moment before.
 */
export async function recordObjects(
  db: Queries,
  shop: string,
  { generationId, attempt, leaseToken }: { generationId: string; attempt: number; leaseToken: string },
  keys: readonly string[],
): Promise<boolean> {
  const recorded = await db.$executeRaw`
    WITH ours AS (
      SELECT shop, id FROM "Generation"
      WHERE shop = ${shop} AND id = ${generationId} AND state = 'running' AND "leaseToken" = ${leaseToken} FOR SHARE)
    INSERT INTO "StoredObject" (shop, key, "generationId", attempt)
    SELECT ours.shop, k.key, ours.id, ${attempt}::int FROM ours, unnest(${[...keys]}::text[]) AS k(key)`;
  return recorded === keys.length;
}

/** The objects of the attempt that won are kept, all others go. False when one of the winner's is not there any more. */
export async function keepObjects(
  db: Queries,
  shop: string,
  generationId: string,
  keys: readonly string[],
): Promise<boolean> {
  const settled = await db.$queryRaw<{ state: string }[]>`
    UPDATE "StoredObject" SET state = CASE WHEN key = ANY(${keys}) THEN 'kept' ELSE 'doomed' END
    WHERE shop = ${shop} AND "generationId" = ${generationId} AND state = 'pending' RETURNING state`;
  return settled.filter(({ state }) => state === "kept").length === keys.length;
}

/** What attempts left that did not win. */
export async function doomPending(db: Queries, shop: string, generationId: string): Promise<void> {
  await db.storedObject.updateMany({
    where: { shop, generationId, state: "pending" },
    data: { state: "doomed" },
  });
}

/** What belongs to images that go: recorded before anything is taken from the store. */
export async function doomObjectsOf(
  tx: Queries,
  shop: string,
  generationIds: readonly string[],
): Promise<StoredKey[]> {
  return tx.storedObject.updateManyAndReturn({
    where: { shop, generationId: { in: [...generationIds] } },
    data: { state: "doomed" },
    select: { shop: true, key: true },
  });
}

/** The object goes first and its row after it: a crash in between leaves a row, which the sweep finds again. */
export async function removeObjects(
  db: Db,
  store: ObjectStore,
  objects: readonly StoredKey[],
): Promise<void> {
  if (objects.length === 0) return;
  await store.delete(objects.map(({ key }) => key));
  await db.storedObject.deleteMany({ where: { OR: objects.map(({ shop, key }) => ({ shop, key })) } });
}
