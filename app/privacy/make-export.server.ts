import { imagesToExport } from "../library/export.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { UploadedPart, Uploads } from "../platform/objects/uploads.ts";
import { addEnding } from "./export-ending.server.ts";
import { holdsDeleted } from "./export-deletions.server.ts";
import { createExportFile } from "./export-file.ts";
import { addImages, type ImagesSoFar } from "./export-images.server.ts";
import { NOTHING, partBytesFor, type ExportedFile, type PartContent } from "./export-parts.ts";
import * as store from "./export-store.server.ts";
import type { ExportClaim } from "./export-store.server.ts";
import { WINDOWS } from "./windows.ts";

export type BuildExportDeps = {
  db: Db;
  objects: ObjectStore;
  uploads: Uploads;
  clock: Clock;
  log: Logger;
  leaseMs: number;
  /** The size of its parts, where the store's own least does not count. */
  partBytes?: number;
};

/** Somebody else has it by now, or nobody may. */
export class LeaseLost extends Error {}
/** Long enough for now: others have their turn. */
export class TurnOver extends Error {}

const TURN_MS = 60_000;

/**
 * The images part by part, each part recorded when the store has it; then the ending, which is not: after a crash it is
 * made again, behind the last part that was recorded.
 */
export async function makeExport(
  deps: BuildExportDeps,
  claim: ExportClaim,
  signal: AbortSignal,
): Promise<void> {
  const { db, objects, uploads, clock } = deps;
  const { shop, objectKey: key, which } = claim;
  const there = claim.uploadId ? await uploads.bytesOf(key, signal) : null;
  if (there !== null) return finish(deps, claim, { bytes: there, unrecorded: null }); // killed just after the store had it all
  const upload = { key, uploadId: claim.uploadId ?? (await begin(deps, claim, signal)) };
  await assertNoneDeleted(deps, claim, NOTHING);

  const last = await store.lastPart(db, claim);
  const partBytes =
    last?.bytes ?? deps.partBytes ?? partBytesFor((await imagesToExport(db, shop, which)).bytes);
  const soFar: ImagesSoFar = {
    lastImage: last?.lastImage ?? "",
    part: { ...structuredClone(NOTHING), cut: last?.content.cut ?? null },
    writing: null,
  };
  const turnEndsAt = clock.now().getTime() + TURN_MS;
  const endParts: UploadedPart[] = [];
  let number = last?.number ?? 0;
  let isEnding = false;
  const file = createExportFile({
    partBytes,
    before: number * partBytes,
    put: async (bytes) => {
      number += 1;
      const etag = await uploads.putPart(upload, number, bytes, signal);
      if (isEnding) return void endParts.push({ number, etag });
      const content = { ...soFar.part, cut: cutOf(soFar, file.position()) };
      const part = { number, etag, bytes: bytes.length, lastImage: soFar.lastImage, content };
      if (!(await store.recordPart(db, claim, part))) throw new LeaseLost();
      soFar.part = structuredClone(NOTHING);
      if (clock.now().getTime() > turnEndsAt) throw new TurnOver();
    },
  });

  await addImages({ db, objects, shop, which, file, signal }, soFar);
  isEnding = true;
  const images = () => filesOf(deps, claim, soFar.part);
  const missing = await missingOf(deps, claim, soFar.part);
  const done = await addEnding({ db, shop, which, file, images, missing, now: clock.now() });
  if (!(await store.noteDone(db, claim, done))) throw new LeaseLost();
  await uploads.finish(upload, [...(await store.uploadedParts(db, claim)), ...endParts], signal);
  await finish(deps, claim, { bytes: file.position(), unrecorded: soFar.part });
}

/**
 * Recorded before anything is put under it: what is put can always be let go of. One that was begun a moment before a
 * crash is in no row; the store knows it by the key.
 */
async function begin(deps: BuildExportDeps, claim: ExportClaim, signal: AbortSignal): Promise<string> {
  const { objectKey: key } = claim;
  for (const upload of await deps.uploads.open(key, signal)) await deps.uploads.abort(upload);
  const uploadId = await deps.uploads.begin(key, { contentType: "application/zip" }, signal);
  if (await store.beginUpload(deps.db, claim, uploadId)) return uploadId;
  await deps.uploads.abort({ key, uploadId });
  throw new LeaseLost();
}

/** What is written of the image that is being written, at this end of a part. */
function cutOf({ writing }: ImagesSoFar, position: number): PartContent["cut"] {
  const written = writing ? position - writing.offset : 0;
  return writing && written > 0 ? { file: writing, written } : null;
}

async function* filesOf(
  { db }: BuildExportDeps,
  claim: ExportClaim,
  unrecorded: PartContent,
): AsyncGenerator<ExportedFile> {
  for await (const { files } of store.recordedContents(db, claim)) yield* files;
  yield* unrecorded.files;
}

async function missingOf({ db }: BuildExportDeps, claim: ExportClaim, unrecorded: PartContent) {
  const missing: string[] = [];
  for await (const part of store.recordedContents(db, claim)) missing.push(...part.missing);
  return [...missing, ...unrecorded.missing];
}

/** `unrecorded`: what the last part holds, if that is known. */
type Whole = { bytes: number; unrecorded: PartContent | null };

async function finish(deps: BuildExportDeps, claim: ExportClaim, whole: Whole): Promise<void> {
  const { db, clock } = deps;
  const { bytes, unrecorded } = whole;
  await assertNoneDeleted(deps, claim, unrecorded);
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + WINDOWS.exports.days * 86_400_000);
  if (await store.finishExport(db, claim, { bytes, now, expiresAt })) return;
  if ((await store.deletionMark(db, claim)) === null) throw new LeaseLost();
  await finish(deps, claim, whole); // images were deleted this very moment
}

async function assertNoneDeleted(
  { db }: BuildExportDeps,
  claim: ExportClaim,
  unrecorded: PartContent | null,
) {
  const { shop, id } = claim;
  if (await holdsDeleted(db, claim, unrecorded))
    throw new PackshotError("export_images_deleted", { shop, export: id });
}
