import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addEnding } from "../../app/privacy/export-ending.server.ts";
import { createExportFile } from "../../app/privacy/export-file.ts";
import type { ExportedFile } from "../../app/privacy/export-parts.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { seedBatch } from "../generation-rows.ts";
import { zipContent, zipEntries, type ReadAt } from "./zip-reader.ts";

const GIB = 1024 ** 3;
/** More than the 65,535 that the old fields count to; a million bytes each lead far beyond 4 GiB. */
const IMAGES = 70_000;
/** Beside them and the manifest. */
const TABLES = 5;
const IMAGE_BYTES = 1_000_000;
const IMAGES_END = IMAGES * IMAGE_BYTES;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Images whose bytes were put by somebody else: they are nowhere. */
async function* images(): AsyncGenerator<ExportedFile> {
  for (let n = 0; n < IMAGES; n += 1) {
    yield {
      ...{ image: String(n), name: `images/${n}.png`, offset: n * IMAGE_BYTES, sha256: "0".repeat(64) },
      ...{ packed: IMAGE_BYTES - 50, size: IMAGE_BYTES - 50, crc: n, isDeflated: false, modifiedAt: 0 },
    };
  }
}

test("the end of a file of 65 GiB with 70,000 images is read as it was written", async () => {
  const { shop } = await seedBatch(database.db);
  const parts: Buffer[] = [];
  const put = async (part: Buffer) => void parts.push(Buffer.from(part));
  const file = createExportFile({ partBytes: 5_000_000, before: IMAGES_END, put });
  const now = new Date("2026-11-20T12:00:00Z");
  expect(await addEnding({ db: database.db, shop, which: null, file, images, missing: [], now })).toBe(
    IMAGES,
  );

  expect(parts.slice(0, -1).every(({ length }) => length === 5_000_000)).toBe(true);
  const ending = Buffer.concat(parts);
  const read: ReadAt = async (at, length) => ending.subarray(at - IMAGES_END, at - IMAGES_END + length);
  const entries = await zipEntries(read, IMAGES_END + ending.length);
  expect(entries).toHaveLength(IMAGES + TABLES + 1);
  const last = entries[IMAGES - 1];
  expect(last).toMatchObject({ name: "images/69999.png", offset: IMAGES_END - IMAGE_BYTES, crc: 69_999 });
  expect(last?.offset).toBeGreaterThan(65 * GIB);
  const offsets = entries.slice(0, IMAGES).map(({ offset }) => offset);
  expect(offsets).toEqual(Array.from({ length: IMAGES }, (_, n) => n * IMAGE_BYTES));

  const contents = new Map<string, Buffer>();
  for (const entry of entries.slice(IMAGES)) contents.set(entry.name, await zipContent(read, entry));
  const manifest = JSON.parse(contents.get("manifest.json")?.toString() ?? "") as {
    files: { name: string; sha256: string }[];
    counts: unknown;
  };
  expect(manifest.files).toHaveLength(IMAGES + TABLES);
  for (const { name, sha256 } of manifest.files.slice(IMAGES)) {
    const sum = createHash("sha256").update(contents.get(name) ?? "");
    expect(sum.digest("hex"), name).toBe(sha256);
  }
  expect(manifest.counts).toMatchObject({ images: IMAGES });
});
