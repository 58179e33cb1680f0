import { crc32 } from "node:zlib";
import { imagesNamed } from "../platform/audit/audit-acts.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { signedAddress } from "../platform/objects/signed-address.ts";
import type { Person } from "../platform/person.ts";
import { directoryEntry, endOfFile, localHeader, type ZipEntry } from "../platform/zip/zip-records.ts";
import { downloadName } from "./download-name.ts";
import { imageById, imagesByIds, type LibraryImage } from "./image-store.server.ts";

type Deps = { db: Db; objects: Pick<ObjectStore, "get" | "signedUrl"> };

/** The address of one image's file, under a name of its own. */
export async function downloadImage(
  { db, objects }: Deps,
  shop: string,
  person: Person,
  id: string,
): Promise<string> {
  const image = await imageById(db, shop, id);
  if (!image) throw new PackshotError("not_found", { image: id });
  if (image.expiredAt) throw new PackshotError("image_file_gone", { image: id });
  const url = await signedAddress(objects, shop, image.objectKey, { downloadAs: downloadName(image) });
  await noteDownload({ db, objects }, shop, person, [id]);
  return url;
}

/**
 * Many images as one ZIP, written while it is read: each file is held only until it has gone out. What has expired, and
 * what is deleted meanwhile, is not in it.
 */
export async function downloadZip(
  deps: Deps,
  shop: string,
  person: Person,
  ids: readonly string[],
): Promise<AsyncGenerator<Buffer>> {
  const found = await imagesByIds(deps.db, shop, ids);
  const images = ids.flatMap((id) => found.get(id) ?? []);
  if (images.length < new Set(ids).size) throw new PackshotError("not_found");
  const there = images.filter((image) => image.expiredAt === null);
  if (there.length === 0) throw new PackshotError("image_file_gone", { shop });
  await noteDownload(
    deps,
    shop,
    person,
    there.map(({ id }) => id),
  );
  return zipped(deps, shop, there);
}

async function* zipped({ objects }: Deps, shop: string, images: readonly LibraryImage[]) {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let offset = 0;
  let coming = fetched(objects, shop, images[0]);
  for (const [n, image] of images.entries()) {
    const bytes = await coming;
    coming = fetched(objects, shop, images[n + 1]);
    if (!bytes) continue;
    const entry = {
      ...{ name: nameIn(names, image), offset, packed: bytes.length, size: bytes.length, crc: crc32(bytes) },
      ...{ isDeflated: false, modifiedAt: image.createdAt }, // pictures are compressed already
    };
    entries.push(entry);
    const header = localHeader(entry, entry);
    yield header;
    yield bytes;
    offset += header.length + bytes.length;
  }
  const directory = Buffer.concat(entries.map(directoryEntry));
  yield directory;
  yield endOfFile({ entries: entries.length, offset, bytes: directory.length });
}

/** Null where there is none any more. What fails says so when it is awaited, not before. */
function fetched(objects: Deps["objects"], shop: string, image: LibraryImage | undefined) {
  if (!image?.objectKey.startsWith(`shops/${shop}/`)) return Promise.resolve(null);
  const file = objects.get(image.objectKey).catch((error: unknown) => {
    if (isPackshotError(error) && error.code === "image_file_gone") return null;
    throw error;
  });
  file.catch(() => undefined);
  return file;
}

/** The name that it has alone; two of one product may end alike. */
function nameIn(names: Set<string>, image: LibraryImage): string {
  const plain = downloadName(image).replace(/[\p{Cc}\p{Cs}<>:"/\\|?*]/gu, "-");
  const name = names.has(plain) ? plain.replace(/(\.\w*)$/, ` ${image.id}$1`) : plain;
  names.add(name);
  return name;
}

function noteDownload({ db }: Deps, shop: string, person: Person, ids: readonly string[]): Promise<void> {
  const id = ids.length === 1 ? ids[0] : undefined;
  return recordAudit(db, shop, person, {
    action: "images_downloaded",
    on: "image",
    id,
    details: imagesNamed(ids),
  });
}
