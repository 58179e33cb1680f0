import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { buildExport } from "../../app/privacy/build-export.handler.server.ts";
import type { BuildExportDeps } from "../../app/privacy/make-export.server.ts";
import type { Db } from "../../app/platform/db/db.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import { createS3Uploads } from "../../app/platform/objects/s3-uploads.server.ts";
import { startS3 } from "../../sandbox/s3/server.ts";
import { addImage, seedBatch } from "../generation-rows.ts";
import { zipContent, zipEntries, type ReadAt } from "./zip-reader.ts";

const keys = { accessKeyId: "packshot", secretAccessKey: "a secret of the tests" };
export const ada = { id: "7", name: "Ada", locale: "en", canEditProducts: true };

type Job = { shop: string; id: string };

/** A store of its own, and what making exports needs, with parts small enough for a test. */
export async function exportScene(db: Db, partBytes: number) {
  const s3 = await startS3({ ...keys, bucket: "packshot" });
  const config = { ...keys, endpoint: s3.endpoint, bucket: s3.bucket, region: "auto" };
  const time = { now: new Date() };
  const clock = { now: () => time.now };
  const objects = createS3ObjectStore(config, { now: () => new Date() });
  const log = createLogger("silent");
  const deps: BuildExportDeps = {
    ...{ db, clock, log, leaseMs: 60_000, partBytes, objects, uploads: createS3Uploads(config) },
  };
  return {
    ...{ s3, deps, queue: { enqueue: async () => {} } },
    later: (ms: number) => void (time.now = new Date(time.now.getTime() + ms)),
    build: (job: Job, changed: Partial<BuildExportDeps> = {}) =>
      buildExport({ ...deps, ...changed }, job, new AbortController().signal),
    /** A shop with images of these sizes; their bytes by their ids. */
    async shopWith(sizes: readonly number[]) {
      const rows = await seedBatch(db, sizes.length);
      const bytes = new Map<string, Buffer>();
      for (const [n, size] of sizes.entries()) {
        const id = await addImage(db, rows, rows.ids[n] ?? "");
        const content = randomBytes(size);
        const { objectKey } = await db.image.update({
          where: { shop_id: { shop: rows.shop, id } },
          data: { bytes: size, sha256: createHash("sha256").update(content).digest("hex") },
        });
        await objects.put(objectKey, content, { contentType: "image/png" });
        bytes.set(id, content);
      }
      return { shop: rows.shop, bytes };
    },
    /** What the finished file holds, every checksum of it compared. */
    async contents(job: Job): Promise<Map<string, Buffer>> {
      const { objectKey, bytes } = await db.export.findUniqueOrThrow({ where: { shop_id: job } });
      return checkedContents(await objects.get(objectKey ?? ""), Number(bytes));
    },
    stop: () => s3.stop(),
  };
}

type Manifest = { files: { name: string; bytes: number; sha256: string }[]; imagesWithoutFile: string[] };

export async function checkedContents(file: Buffer, bytes: number): Promise<Map<string, Buffer>> {
  if (file.length !== bytes) throw new Error(`the file has ${file.length} bytes, its row says ${bytes}`);
  const read: ReadAt = async (offset, length) => file.subarray(offset, offset + length);
  const contents = new Map<string, Buffer>();
  for (const entry of await zipEntries(read, file.length)) {
    const content = await zipContent(read, entry);
    if (content.length !== entry.size || crc32(content) !== entry.crc)
      throw new Error(`${entry.name} is broken`);
    if (contents.has(entry.name)) throw new Error(`${entry.name} is there twice`);
    contents.set(entry.name, content);
  }
  const { files } = manifestIn(contents);
  for (const { name, sha256 } of files) {
    const sum = createHash("sha256")
      .update(contents.get(name) ?? "")
      .digest("hex");
    if (sum !== sha256) throw new Error(`${name} is not what the manifest says`);
  }
  if (files.length !== contents.size - 1) throw new Error("the manifest names other files");
  return contents;
}

export function manifestIn(contents: ReadonlyMap<string, Buffer>): Manifest {
  return JSON.parse(contents.get("manifest.json")?.toString() ?? "") as Manifest;
}
