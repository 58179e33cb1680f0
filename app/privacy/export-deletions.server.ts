import { areThere } from "../library/export.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { PartContent } from "./export-parts.ts";
import * as store from "./export-store.server.ts";
import type { ExportClaim } from "./export-store.server.ts";

/**
 * Images are deleted, in this transaction, of which the oldest was made then. A finished export that may hold one is over
 * at once, and the sweep takes its file; one that is being made is marked, and looks for itself what it holds.
 */
export async function forgetExportsWith(tx: Queries, shop: string, oldest: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Export" SET "deletionMark" = gen_random_uuid(),
      "failureCode" = CASE WHEN state = 'ready' THEN 'export_images_deleted' ELSE "failureCode" END,
      "expiresAt" = CASE WHEN state = 'ready' THEN LEAST("expiresAt", now()) END
    WHERE shop = ${shop} AND (state IN ('queued', 'running') OR (state = 'ready' AND "finishedAt" >= ${oldest}))`;
}

/**
 * Whether an image was deleted that its parts hold already. `unrecorded`: what they hold that no row tells; null when
 * nobody knows any more. The mark goes only if it is the one that was there before the images were looked for.
 */
export async function holdsDeleted(
  db: Queries,
  claim: ExportClaim,
  unrecorded: PartContent | null,
): Promise<boolean> {
  for (;;) {
    const mark = await store.deletionMark(db, claim);
    if (mark === null) return false;
    if (!unrecorded) return true;
    for await (const part of store.recordedContents(db, claim))
      if (await lacksAny(db, claim, part)) return true;
    if (await lacksAny(db, claim, unrecorded)) return true;
    await store.clearDeletionMark(db, claim, mark);
  }
}

async function lacksAny(db: Queries, { shop }: ExportClaim, { files, cut }: PartContent): Promise<boolean> {
  const held = [...files, ...(cut ? [cut.file] : [])].flatMap(({ image }) => image ?? []);
  return !(await areThere(db, shop, held));
}
