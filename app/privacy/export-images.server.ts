import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { chosenAfter, imagesAfter, imageToExport, type ExportedImage } from "../library/export.server.ts";
import type { BulkWhich } from "../library/bulk.ts";
import type { Db } from "../platform/db/db.server.ts";
import { isPackshotError } from "../platform/errors.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { localHeader } from "../platform/zip/zip-records.ts";
import type { ExportFile } from "./export-file.ts";
import { exportName } from "./export-names.ts";
import type { ExportedFile, PartContent } from "./export-parts.ts";
import { inOrder } from "./in-order.ts";

/** Files on their way from the store at once: more only makes the memory larger. */
const AHEAD = 4;
const PAGE = 200;

/** Where the images of an export stand, and what the part that is being filled holds so far. */
export type ImagesSoFar = {
  lastImage: string;
  part: PartContent;
  /** The one that is being written. */
  writing: ExportedFile | null;
};

type Deps = {
  db: Db;
  objects: Pick<ObjectStore, "get">;
  shop: string;
  /** Null: all of them. */
  which: BulkWhich | null;
  file: ExportFile;
  signal: AbortSignal;
};

/** Appends what is missing of the image that the last part cut, and then all that come after it. */
export async function addImages(deps: Deps, soFar: ImagesSoFar): Promise<void> {
  if (soFar.part.cut) await addRest(deps, soFar, soFar.part.cut);
  const images = imagesFrom(deps, soFar.lastImage);
  const fetched = inOrder(images, AHEAD, async (image) => ({ image, bytes: await fetchFile(deps, image) }));
  for await (const { image, bytes } of fetched) {
    deps.signal.throwIfAborted();
    if (bytes)
      await addFile(deps.file, soFar, { ...describe(image, bytes), offset: deps.file.position() }, bytes);
    else soFar.part.missing.push(image.id);
    soFar.lastImage = image.id;
  }
}

/** Unless it was deleted meanwhile: then what there is of it stays in the file, but no directory names it. */
async function addRest(deps: Deps, soFar: ImagesSoFar, cut: NonNullable<PartContent["cut"]>): Promise<void> {
  soFar.part.cut = null;
  const id = cut.file.image ?? "";
  const image = await imageToExport(deps.db, deps.shop, id);
  const bytes = image && (await fetchFile(deps, image));
  if (bytes && crc32(bytes) === cut.file.crc) await addFile(deps.file, soFar, cut.file, bytes, cut.written);
  else soFar.part.missing.push(id);
  soFar.lastImage = id;
}

async function addFile(
  file: ExportFile,
  soFar: ImagesSoFar,
  entry: ExportedFile,
  bytes: Buffer,
  written = 0,
): Promise<void> {
  soFar.writing = entry;
  const header = localHeader({ ...entry, modifiedAt: new Date(entry.modifiedAt) }, entry);
  await file.append(header.subarray(written));
  await file.append(bytes.subarray(Math.max(0, written - header.length)));
  soFar.writing = null;
  soFar.part.files.push(entry);
}

function describe(image: ExportedImage, bytes: Buffer): Omit<ExportedFile, "offset"> {
  return {
    image: image.id,
    name: exportName(image),
    packed: bytes.length,
    size: bytes.length,
    crc: crc32(bytes),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    isDeflated: false, // pictures are compressed already
    modifiedAt: image.createdAt.getTime(),
  };
}

async function fetchFile({ objects, signal }: Deps, { objectKey }: ExportedImage): Promise<Buffer | null> {
  try {
    return await objects.get(objectKey, signal);
  } catch (error) {
    if (isPackshotError(error) && error.code === "image_file_gone") return null;
    throw error;
  }
}

async function* imagesFrom({ db, shop, which }: Deps, from: string): AsyncGenerator<ExportedImage> {
  for (let after = from; ;) {
    const page = which
      ? await chosenAfter(db, shop, { which, after, limit: PAGE })
      : await imagesAfter(db, shop, { after, limit: PAGE, withExpired: false });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}
