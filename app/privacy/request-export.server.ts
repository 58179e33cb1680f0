import { randomUUID } from "node:crypto";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { BulkWhich } from "../library/bulk.ts";
import { imagesToExport } from "../library/export.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { signedAddress } from "../platform/objects/signed-address.ts";
import type { Person } from "../platform/person.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { expireExport } from "./drop-exports.server.ts";

type Deps = { db: Db; queue: Pick<Queue, "enqueue">; clock: Clock };

/** An export holds every picture and the bill: it is for those who may edit products. */
function assertMayExport(shop: string, person: Person): void {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
}

/**
 * One at a time: whoever asks for everything while something is made gets that; whoever asks for chosen images is told.
 * Answers its id.
 */
export async function requestExport(
  { db, queue, clock }: Deps,
  shop: string,
  person: Person,
  which: BulkWhich | null = null,
): Promise<string> {
  assertMayExport(shop, person);
  const { images } = await imagesToExport(db, shop, which);
  if (which && images === 0) throw new PackshotError("nothing_chosen", { shop });
  const now = clock.now();
  const id = await db.$transaction(async (tx) => {
    // Locked, so that two who ask at the same moment get the same, and a shop that leaves waits or is seen to leave.
    const [row] = await tx.$queryRaw<{ isGone: boolean; isErasing: boolean }[]>`
      SELECT "uninstalledAt" IS NOT NULL AS "isGone", "erasingSince" IS NOT NULL AS "isErasing" FROM "Shop"
      WHERE shop = ${shop} FOR NO KEY UPDATE`;
    if (row?.isErasing) throw new PackshotError("shop_erasing", { shop });
    if (!row || row.isGone) throw new PackshotError("shop_gone", { shop });
    const running = await tx.export.findFirst({
      where: { shop, state: { in: ["queued", "running"] } },
      select: { id: true },
    });
    if (running && which) throw new PackshotError("export_busy", { shop, export: running.id });
    if (running) return running.id;
    const fresh = uuidV7(now);
    const objectKey = `shops/${shop}/exports/${fresh}/${randomUUID()}.zip`;
    const by = { personId: person.id, personName: person.name };
    await tx.export.create({
      data: {
        ...{ shop, id: fresh, ...by, images, objectKey, runAfter: now, createdAt: now },
        which: which ?? undefined,
      },
    });
    const on = { on: "export", id: fresh } as const;
    await recordAudit(
      tx,
      shop,
      person,
      which
        ? { action: "images_exported", ...on, details: { images } }
        : { action: "export_begun", ...on, details: {} },
    );
    return fresh;
  });
  await queue.enqueue([{ job: { name: "build_export", shop, id }, attempt: 0 }]);
  return id;
}

/** The newest exports of a shop, for its page. */
export async function listExports(db: Db, shop: string, limit: number) {
  const rows = await db.export.findMany({
    where: { shop },
    orderBy: { id: "desc" },
    take: limit,
    select: {
      ...{
        id: true,
        state: true,
        personName: true,
        images: true,
        done: true,
        bytes: true,
        failureCode: true,
      },
      ...{ createdAt: true, finishedAt: true, expiresAt: true },
    },
  });
  // Ready and failed: images in it were deleted, and its file is about to go.
  return rows.map((row) => (row.state === "ready" && row.failureCode ? { ...row, state: "expired" } : row));
}

type Files = { db: Db; objects: ObjectStore; clock: Clock };

/** An address for the file that works for minutes, made at the click. */
export async function downloadExport(
  { db, objects, clock }: Files,
  shop: string,
  person: Person,
  id: string,
): Promise<string> {
  assertMayExport(shop, person);
  const row = await db.export.findUnique({
    where: { shop_id: { shop, id } },
    select: { state: true, objectKey: true, expiresAt: true, finishedAt: true, failureCode: true },
  });
  if (!row) throw new PackshotError("not_found");
  if (row.failureCode === "export_images_deleted") throw new PackshotError(row.failureCode, { export: id });
  const isOver = row.expiresAt !== null && row.expiresAt <= clock.now();
  if (row.state !== "ready" || !row.objectKey || isOver)
    throw new PackshotError("export_not_ready", { export: id });
  const day = row.finishedAt?.toISOString().slice(0, 10) ?? "";
  await recordAudit(db, shop, person, { action: "export_downloaded", on: "export", id, details: {} });
  return signedAddress(objects, shop, row.objectKey, {
    downloadAs: `packshot-${shop.split(".")[0]}-${day}.zip`,
  });
}

/** Before its time. */
export async function deleteExport(deps: Files, shop: string, person: Person, id: string): Promise<void> {
  assertMayExport(shop, person);
  const row = await deps.db.export.findUnique({ where: { shop_id: { shop, id } }, select: { state: true } });
  if (!row) throw new PackshotError("not_found");
  if (row.state !== "ready") throw new PackshotError("export_not_ready", { export: id });
  await recordAudit(deps.db, shop, person, { action: "export_deleted", on: "export", id, details: {} });
  await expireExport(deps, shop, id);
}
