import { inflateRawSync } from "node:zlib";

export type ReadEntry = {
  name: string;
  offset: number;
  size: number;
  packed: number;
  crc: number;
  isDeflated: boolean;
};

/** Bytes of a file from an offset on. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/**
 * Reads a ZIP by its directory, as APPNOTE 6.3.10 tells readers to, ZIP64 included. Written against the document alone:
 * it shares nothing with what writes exports.
 */
export async function zipEntries(read: ReadAt, bytes: number): Promise<ReadEntry[]> {
  const tailAt = Math.max(0, bytes - 66_000);
  const tail = await read(tailAt, bytes - tailAt);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error("no end of central directory");
  let count = tail.readUInt16LE(end + 10);
  let size = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  if (count === FULL_16 || size === FULL_32 || offset === FULL_32) {
    const locator = end - 20;
    if (tail.readUInt32LE(locator) !== 0x07064b50) throw new Error("no ZIP64 locator");
    const record = Number(tail.readBigUInt64LE(locator + 8)) - tailAt;
    if (tail.readUInt32LE(record) !== 0x06064b50) throw new Error("no ZIP64 end record");
    count = Number(tail.readBigUInt64LE(record + 32));
    size = Number(tail.readBigUInt64LE(record + 40));
    offset = Number(tail.readBigUInt64LE(record + 48));
  }
  const entries = entriesIn(await read(offset, size));
  if (entries.length !== count) throw new Error(`${entries.length} entries, the end says ${count}`);
  return entries;
}

function entriesIn(directory: Buffer): ReadEntry[] {
  const entries: ReadEntry[] = [];
  for (let at = 0; at < directory.length;) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error(`no directory entry at ${at}`);
    const [nameLength, extraLength] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30)];
    const name = directory.subarray(at + 46, at + 46 + nameLength).toString();
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const near = directory.readUInt32LE(at + 42);
    entries.push({
      name,
      offset: near === FULL_32 ? farOffset(extra) : near,
      size: directory.readUInt32LE(at + 24),
      packed: directory.readUInt32LE(at + 20),
      crc: directory.readUInt32LE(at + 16),
      isDeflated: directory.readUInt16LE(at + 10) === 8,
    });
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function farOffset(extra: Buffer): number {
  if (extra.readUInt16LE(0) !== 1 || extra.readUInt16LE(2) !== 8) throw new Error("no ZIP64 extra field");
  return Number(extra.readBigUInt64LE(4));
}

/** The content of one entry, by its local header. */
export async function zipContent(read: ReadAt, entry: ReadEntry): Promise<Buffer> {
  const nameLength = Buffer.byteLength(entry.name);
  const whole = await read(entry.offset, 30 + nameLength + entry.packed);
  if (whole.readUInt32LE(0) !== 0x04034b50) throw new Error(`no local header for ${entry.name}`);
  if (whole.subarray(30, 30 + nameLength).toString() !== entry.name)
    throw new Error(`${entry.name} is not there`);
  const data = whole.subarray(30 + nameLength + whole.readUInt16LE(28));
  return entry.isDeflated ? inflateRawSync(data) : data;
}
