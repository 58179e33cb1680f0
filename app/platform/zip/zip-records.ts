/**
 * The records of a ZIP file, as PKWARE's APPNOTE 6.3.10 describes them
 * (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT; sections in brackets). No I/O: whoever writes the file
 * puts them in their places. Names are UTF-8; sizes of one entry stay under 4 GiB, the file itself may be larger (ZIP64).
 */
export type ZipEntry = {
  name: string;
  /** Where its local header begins. */
  offset: number;
  /** Bytes as they lie in the file, and as they come out. */
  packed: number;
  size: number;
  crc: number;
  isDeflated: boolean;
  modifiedAt: Date;
};

const UTF8 = 0x0800;
/** Sizes and CRC follow the data (4.4.4, bit 3): of what is written while it is made they are not known before. */
const FOLLOWED = 0x0008;
const STORED = 0;
const DEFLATED = 8;
const VERSION = 20;
const VERSION_ZIP64 = 45;
/** Made on Unix, so that the mode in the external attributes counts (4.4.2). */
const MADE_BY = (3 << 8) | VERSION_ZIP64;
const FILE_MODE = 0o100644;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

type Header = Pick<ZipEntry, "name" | "isDeflated" | "modifiedAt">;

/** [4.3.7] Known: what is stored as it is. Else a `sizesOf` follows the data. */
export function localHeader(entry: Header, known?: Pick<ZipEntry, "size" | "crc">): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(flagsOf(entry), 6);
  header.writeUInt16LE(entry.isDeflated ? DEFLATED : STORED, 8);
  header.writeUInt32LE(dosTime(entry.modifiedAt), 10);
  header.writeUInt32LE(known?.crc ?? 0, 14);
  header.writeUInt32LE(known?.size ?? 0, 18);
  header.writeUInt32LE(known?.size ?? 0, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

/** [4.3.9] Behind the data of an entry whose header was written before they were known. */
export function sizesOf({ crc, packed, size }: Pick<ZipEntry, "crc" | "packed" | "size">): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(packed, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

/** [4.3.12] What readers go by. An offset that does not fit stands in the ZIP64 extra field (4.5.3). */
export function directoryEntry(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  const isFar = entry.offset >= MAX_32;
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_BY, 4);
  record.writeUInt16LE(isFar ? VERSION_ZIP64 : VERSION, 6);
  record.writeUInt16LE(flagsOf(entry), 8);
  record.writeUInt16LE(entry.isDeflated ? DEFLATED : STORED, 10);
  record.writeUInt32LE(dosTime(entry.modifiedAt), 12);
  record.writeUInt32LE(entry.crc, 16);
  record.writeUInt32LE(entry.packed, 20);
  record.writeUInt32LE(entry.size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(isFar ? 12 : 0, 30);
  record.writeUInt32LE((FILE_MODE << 16) >>> 0, 38);
  record.writeUInt32LE(isFar ? MAX_32 : entry.offset, 42);
  return Buffer.concat([record, name, isFar ? farOffset(entry.offset) : Buffer.alloc(0)]);
}

function farOffset(offset: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return extra;
}

export type Directory = { entries: number; offset: number; bytes: number };

/** [4.3.14 to 4.3.16] The end; with the ZIP64 records in any case, which readers use where the old fields are full. */
export function endOfFile({ entries, offset, bytes }: Directory): Buffer {
  const zip64 = Buffer.alloc(56);
  zip64.writeUInt32LE(0x06064b50, 0);
  zip64.writeBigUInt64LE(44n, 4);
  zip64.writeUInt16LE(MADE_BY, 12);
  zip64.writeUInt16LE(VERSION_ZIP64, 14);
  zip64.writeBigUInt64LE(BigInt(entries), 24);
  zip64.writeBigUInt64LE(BigInt(entries), 32);
  zip64.writeBigUInt64LE(BigInt(bytes), 40);
  zip64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, MAX_16), 8);
  end.writeUInt16LE(Math.min(entries, MAX_16), 10);
  end.writeUInt32LE(Math.min(bytes, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  return Buffer.concat([zip64, locator, end]);
}

function flagsOf({ isDeflated }: Header): number {
  return isDeflated ? UTF8 | FOLLOWED : UTF8;
}

/** [4.4.6] Two seconds exact, in UTC: the format knows no time zone. */
function dosTime(at: Date): number {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107);
  const date = ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
