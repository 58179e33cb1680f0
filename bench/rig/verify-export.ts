import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { zipContent, zipEntries, type ReadAt, type ReadEntry } from "../../tests/trust/zip-reader.ts";

/** Read from the store at once. */
const BLOCK = 16 * 1024 * 1024;

/**
 * Reads a whole export over HTTP, every file of it: size, CRC-32 and the SHA-256 of the manifest must be right, and the
 * manifest must name them all. Answers how many of the images that were put (by their SHA-256) are in it.
 */
export async function verifyExport(url: string, bytes: number, sums: ReadonlySet<string>): Promise<number> {
  const read = readerOf(url);
  const entries = await zipEntries(read, bytes);
  const named = await manifestOf(read, entries);
  const found = new Set<string>();
  for (const entry of entries) {
    const content = await zipContent(read, entry);
    if (content.length !== entry.size || crc32(content) !== entry.crc)
      throw new Error(`${entry.name} is broken`);
    if (entry.name === "manifest.json") continue;
    const sum = createHash("sha256").update(content).digest("hex");
    if (named.get(entry.name) !== sum) throw new Error(`${entry.name} is not what the manifest says`);
    if (sums.has(sum)) found.add(sum);
  }
  if (named.size !== entries.length - 1) throw new Error("The manifest names other files");
  return found.size;
}

async function manifestOf(read: ReadAt, entries: readonly ReadEntry[]): Promise<Map<string, string>> {
  const entry = entries.find(({ name }) => name === "manifest.json");
  if (!entry) throw new Error("There is no manifest");
  const { files } = JSON.parse((await zipContent(read, entry)).toString()) as {
    files: { name: string; sha256: string }[];
  };
  return new Map(files.map(({ name, sha256 }) => [name, sha256]));
}

/** Reads ahead: one block of the file is in memory. */
function readerOf(url: string): ReadAt {
  let block = { at: 0, bytes: Buffer.alloc(0) };
  const read = async (offset: number, length: number) => {
    const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
    return Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
  };
  return async (offset, length) => {
    const end = block.at + block.bytes.length;
    if (offset < block.at || offset + length > end) {
      block = { at: offset, bytes: await read(offset, Math.max(BLOCK, length)) };
    }
    return block.bytes.subarray(offset - block.at, offset - block.at + length);
  };
}
