import { keepLedgerUnderPseudonym } from "../credits/erase.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { isGoneSince, type ShopEvent } from "./webhooks.ts";

const CHUNK = 500;
/** A ledger of a million entries gets its new name in one piece, or a shop that comes back would find half of it. */
const LAST_STEP_MS = 300_000;

/**
 * Erases a shop that has left: first its objects, chunk by chunk, then its rows, so that a crash leaves rows that name
 * what is still to go. Its ledger stays, under a pseudonym. A shop that came back is left alone; one whose `app/uninstalled` was lost on its way is not.
 */
export async function eraseShop(
  { db, objects }: { db: Db; objects: ObjectStore },
  shop: string,
  event: Pick<ShopEvent, "triggeredAt">,
): Promise<void> {
  const row = await db.shop.findUnique({
    where: { shop },
    select: { seenInstalledAt: true, uninstalledAt: true },
  });
  if (!row || (!row.uninstalledAt && !isGoneSince(event, row.seenInstalledAt))) return;
  for (;;) {
    const chunk = await db.storedObject.findMany({ where: { shop }, take: CHUNK, select: { key: true } });
    if (chunk.length === 0) break;
    const keys = chunk.map(({ key }) => key);
    await objects.delete(keys);
    await db.storedObject.deleteMany({ where: { shop, key: { in: keys } } });
  }
  await db.$transaction((tx) => eraseRows(tx, shop, row.seenInstalledAt), { timeout: LAST_STEP_MS });
}

async function eraseRows(tx: Queries, shop: string, seenInstalledAt: Date): Promise<void> {
  const { count } = await tx.shop.deleteMany({ where: { shop, seenInstalledAt } });
  if (count === 0) return; // it came back meanwhile: its new credentials stay
  await tx.session.deleteMany({ where: { shop } });
  await tx.productLock.deleteMany({ where: { shop } });
  await tx.webhookEvent.deleteMany({ where: { shop } });
  await keepLedgerUnderPseudonym(tx, shop);
}
