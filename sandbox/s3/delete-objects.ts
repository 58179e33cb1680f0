import { rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { WireRequest } from "./credential.ts";

/** s3rver keeps an object in three files. */
const FILES = ["._S3rver_object", "._S3rver_object.md5", "._S3rver_metadata.json"];
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Deletes many objects at once, in s3rver's place: it reads the folder above for each one that it deletes, which takes an
 * hour for the hundred thousand of one shop.
 */
export async function deleteObjects(bucketFolder: string, { body }: WireRequest): Promise<string> {
  const keys = [...body.toString().matchAll(/<Key>(.*?)<\/Key>/gs)].map(([, key = ""]) => unescaped(key));
  await Promise.all(keys.filter(Boolean).map((key) => deleteOne(bucketFolder, key)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<DeleteResult></DeleteResult>`;
}

async function deleteOne(bucketFolder: string, key: string): Promise<void> {
  const path = join(bucketFolder, key);
  await Promise.all(FILES.map((file) => unlink(path + file).catch(unless("ENOENT", "ENOTDIR"))));
  for (let folder = dirname(path); folder !== bucketFolder; folder = dirname(folder)) {
    const isEmpty = await rmdir(folder).then(() => true, unless("ENOTEMPTY", "ENOENT", "ENOTDIR"));
    if (!isEmpty) return;
  }
}

function unless(...expected: string[]) {
  return (error: NodeJS.ErrnoException) => {
    if (!expected.includes(error.code ?? "")) throw error;
  };
}

function unescaped(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "");
}
