import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import type { BulkWhich } from "../library/bulk.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { directoryEntry, endOfFile, localHeader, sizesOf } from "../platform/zip/zip-records.ts";
import type { ExportFile } from "./export-file.ts";
import type { ExportedFile } from "./export-parts.ts";
import { chosenTables, exportTables } from "./export-tables.server.ts";

type Ending = {
  db: Queries;
  shop: string;
  which: BulkWhich | null;
  file: ExportFile;
  /** The images in it, in order of their ids, as often as they are asked for. */
  images: () => AsyncIterable<ExportedFile>;
  missing: readonly string[];
  now: Date;
};

/** What comes behind the images: the tables, the manifest, and the directory that readers go by. Answers how many images. */
export async function addEnding(ending: Ending): Promise<number> {
  const { db, shop, which, file, images } = ending;
  const tables: ExportedFile[] = [];
  for (const [name, table] of Object.entries(
    which ? chosenTables(db, shop, images) : exportTables(db, shop, images),
  )) {
    tables.push(await addText(file, name, table(), ending.now));
  }
  async function* all(): AsyncGenerator<ExportedFile> {
    yield* images();
    yield* tables;
  }
  const about = await aboutOf(ending);
  const manifest = await addText(file, "manifest.json", manifestOf(about, all()), ending.now);
  tables.push(manifest);

  const offset = file.position();
  let entries = 0;
  for await (const entry of all()) {
    await file.append(directoryEntry({ ...entry, modifiedAt: new Date(entry.modifiedAt) }));
    entries += 1;
  }
  await file.append(endOfFile({ entries, offset, bytes: file.position() - offset }));
  await file.end();
  return entries - tables.length;
}

/** Deflated and of a size that is known when it is over: a table is never whole in memory. */
async function addText(
  file: ExportFile,
  name: string,
  chunks: AsyncIterable<string>,
  modifiedAt: Date,
): Promise<ExportedFile> {
  const entry = { name, isDeflated: true, modifiedAt };
  const offset = file.position();
  await file.append(localHeader(entry));
  const dataAt = file.position();
  const sums = { size: 0, crc: 0, sha: createHash("sha256") };
  const deflate = createDeflateRaw();
  const packing = async () => {
    for await (const chunk of deflate) await file.append(chunk as Buffer);
  };
  await Promise.all([pipeline(Readable.from(summed(chunks, sums)), deflate), packing()]);
  const { size, crc, sha } = sums;
  const packed = file.position() - dataAt;
  await file.append(sizesOf({ size, crc, packed }));
  const written = { offset, packed, size, crc, sha256: sha.digest("hex") };
  return { ...written, image: null, name, isDeflated: true, modifiedAt: modifiedAt.getTime() };
}

type Sums = { size: number; crc: number; sha: ReturnType<typeof createHash> };

async function* summed(chunks: AsyncIterable<string>, sums: Sums): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    if (chunk === "") continue; // to a stream of bytes an empty one is none
    const bytes = Buffer.from(chunk);
    sums.size += bytes.length;
    sums.crc = crc32(bytes, sums.crc);
    sums.sha.update(bytes);
    yield bytes;
  }
}

async function aboutOf({ db, shop, which, missing, now }: Ending) {
  if (which) return { format: 1, shop, madeAt: now, chosen: which, imagesWithoutFile: missing };
  const settings = await db.shop.findUniqueOrThrow({
    where: { shop },
    select: {
      ...{ installedAt: true, batchCap: true, monthlyCap: true, retentionDays: true },
      ...{ defaultRecipe: true, defaultPlacement: true, language: true },
    },
  });
  return { format: 1, shop, madeAt: now, settings, imagesWithoutFile: missing };
}

/** Every file but the manifest itself. Checksums are SHA-256, in hexadecimal. */
async function* manifestOf(about: object, files: AsyncIterable<ExportedFile>): AsyncGenerator<string> {
  yield `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "files": [`;
  let images = 0;
  let bytes = 0;
  let separator = "\n";
  for await (const { name, size, sha256, image } of files) {
    yield `${separator}    ${JSON.stringify({ name, bytes: size, sha256 })}`;
    separator = ",\n";
    bytes += size;
    if (image) images += 1;
  }
  yield `\n  ],\n  "counts": ${JSON.stringify({ images, bytes })}\n}\n`;
}
