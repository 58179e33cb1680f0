import type { Db } from "../platform/db/db.server.ts";
import type { StoredFile } from "../platform/objects/object-store.ts";
import { generationOf } from "./object-key.ts";
import { mendStrays, YOUNG_MS, type Found, type ReconcileDeps } from "./reconcile-mend.server.ts";
import { mendMissing } from "./reconcile-missing.server.ts";

/** Rows that are compared at a time, with the stretch of the store that belongs to them. */
const PAGE = 1_000;
/** Normally a page of rows has as many files; where the store is full of strays, they come in several goes. */
const MOST_TAKEN = 10_000;

/**
 * Compares the files of a shop's images with the rows that name them, both in the order of their generations and a page
 * at a time, so that memory stays the same however many there are. What is found is looked at once more before it is
 * mended: meanwhile work goes on, and orders may differ.
 */
export async function reconcileImages(deps: ReconcileDeps, shop: string, found: Found): Promise<void> {
  const { db, objects, now } = deps;
  const isOld = ({ putAt }: StoredFile) => now.getTime() - putAt.getTime() > YOUNG_MS;
  const stored = stretches(objects.list(`shops/${shop}/images/`));
  for (let after = ""; ;) {
    const rows = await pageOfRows(db, shop, after, now);
    const last = rows.at(-1)?.generationId;
    const listed = await stored.upTo(last ?? null);
    const known = new Set(rows.map(({ key }) => key));
    const there = new Set(listed.objects.map(({ key }) => key));
    found.objects += listed.objects.length;
    found.rows += rows.length;
    const strays = listed.objects.filter(({ key }) => !known.has(key));
    const old = strays.filter(isOld);
    found.young += strays.length - old.length;
    await mendStrays(deps, shop, old, found);
    const missing = rows.filter(({ key, state, isYoung }) => state === "kept" && !isYoung && !there.has(key));
    await mendMissing(deps, shop, missing, found);
    if (last !== undefined) after = last;
    else if (listed.isEnd) return;
  }
}

type Row = { key: string; generationId: string; state: string; isYoung: boolean };

/** Whole generations: the last one's further objects come with it. */
async function pageOfRows(db: Db, shop: string, after: string, now: Date): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT key, "generationId", state, "createdAt" > ${new Date(now.getTime() - YOUNG_MS)} AS "isYoung"
    FROM "StoredObject" WHERE shop = ${shop} AND "generationId" > ${after}
    ORDER BY "generationId" FETCH FIRST ${PAGE} ROWS WITH TIES`;
}

/** The listing, cut where a page of rows ends; where rows have ended, a piece of what is left. */
function stretches(listing: AsyncIterable<StoredFile[]>) {
  const pages = listing[Symbol.asyncIterator]();
  let waiting: StoredFile[] = [];
  let isEnd = false;
  return {
    async upTo(generationId: string | null): Promise<{ objects: StoredFile[]; isEnd: boolean }> {
      const taken: StoredFile[] = [];
      while (taken.length < MOST_TAKEN) {
        const cut = generationId ? waiting.findIndex(({ key }) => generationOf(key) > generationId) : -1;
        taken.push(...waiting.splice(0, cut < 0 ? waiting.length : cut));
        if (waiting.length > 0 || isEnd) break;
        const step = await pages.next();
        if (step.done) isEnd = true;
        else waiting = step.value;
      }
      return { objects: taken, isEnd: isEnd && waiting.length === 0 };
    },
  };
}
