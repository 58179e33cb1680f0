import type { Prisma } from "../platform/db/generated/client.ts";
import type { Db } from "../platform/db/db.server.ts";
import { endsOfBrokenOff } from "./broken-off.server.ts";
import type { PublicationChange } from "./publication-lease.server.ts";

const CHUNK = 1_000;

/**
 * The shop has left: what was to be published or restored is over, in chunks, so many of each kind; the sweep does the
 * rest. Meanwhile none of it is dispatched, nor anything recorded about it. A shop that has come back is left alone.
 */
export async function endLeftPublications(
  db: Db,
  shop: string,
  { now, chunks }: { now: Date; chunks: number },
): Promise<void> {
  for (const [where, change] of endsOfBrokenOff("shop_gone", now)) {
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      if ((await endChunk(db, shop, where, change)) < CHUNK) break;
    }
  }
}

/** Answers how many there were. */
async function endChunk(
  db: Db,
  shop: string,
  where: Prisma.PublicationWhereInput,
  change: PublicationChange,
): Promise<number> {
  return db.$transaction(async (tx) => {
    const gone = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Shop" WHERE "shop" = ${shop} AND "uninstalledAt" IS NOT NULL FOR SHARE`;
    if (gone.length === 0) return 0;
    const due = await tx.publication.findMany({
      where: { shop, ...where },
      take: CHUNK,
      select: { id: true },
    });
    const ids = due.map(({ id }) => id);
    // Once more by what is known: a worker may just have written something down.
    await tx.publication.updateMany({ where: { shop, id: { in: ids }, ...where }, data: change });
    return ids.length;
  });
}
