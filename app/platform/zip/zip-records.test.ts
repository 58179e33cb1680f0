import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { zipContent, zipEntries, type ReadAt } from "../../../tests/trust/zip-reader.ts";
import { directoryEntry, endOfFile, localHeader, type ZipEntry } from "./zip-records.ts";

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const entryAt = (offset: number, name = "a.png"): ZipEntry => ({
  ...{ name, offset, packed: 3, size: 3, crc: crc32("abc"), isDeflated: false },
  modifiedAt: new Date("2026-11-20T12:34:56Z"),
});

/** The end of a file that is as long as that, of which there is nothing before the directory. */
function directoryOf(entries: readonly ZipEntry[], offset: number) {
  const records = Buffer.concat(entries.map(directoryEntry));
  const end = endOfFile({ entries: entries.length, offset, bytes: records.length });
  const bytes = Buffer.concat([records, end]);
  const read: ReadAt = async (at, length) => {
    const from = Math.max(0, at - offset);
    const before = Buffer.alloc(Math.max(0, Math.min(length, offset - at)));
    return Buffer.concat([before, bytes.subarray(from, from + length - before.length)]);
  };
  return { bytes, end, entries: () => zipEntries(read, offset + bytes.length) };
}

describe("a directory", () => {
  test.each([1, MAX_16 - 1, MAX_16, MAX_16 + 1, 70_000])(
    "of %i entries names each of them",
    async (count) => {
      const entries = Array.from({ length: count }, (_, n) => entryAt(n * 40, `${n}.png`));
      const read = await directoryOf(entries, count * 40).entries();
      expect(read.map(({ name, offset }) => [name, offset])).toEqual(entries.map((e) => [e.name, e.offset]));
    },
  );

  test.each([0, MAX_32 - 1, MAX_32, MAX_32 + 1, 700 * 1024 ** 3])(
    "leads to an entry at byte %i",
    async (offset) => {
      const [entry] = await directoryOf([entryAt(offset)], offset + 40).entries();
      expect(entry).toMatchObject({ offset, size: 3, packed: 3, crc: crc32("abc") });
    },
  );

  test("has the ZIP64 field only for an entry that is too far for the old one", () => {
    expect(directoryEntry(entryAt(MAX_32 - 1))).toHaveLength(46 + 5);
    const far = directoryEntry(entryAt(MAX_32));
    expect(far).toHaveLength(46 + 5 + 12);
    expect(far.readUInt16LE(6)).toBe(45); // the version that a reader must understand
    expect(far.readUInt32LE(42)).toBe(MAX_32);
  });

  test("that begins beyond 4 GiB is found, though the old fields cannot say where", async () => {
    const { end, entries } = directoryOf([entryAt(7)], MAX_32 + 5);
    expect(end.readUInt32LE(end.length - 6)).toBe(MAX_32);
    expect(await entries()).toMatchObject([{ name: "a.png", offset: 7 }]);
  });

  test("of few and near entries can be read without ZIP64", () => {
    const { end } = directoryOf([entryAt(0)], 40);
    expect(end.readUInt16LE(end.length - 12)).toBe(1);
    expect(end.readUInt32LE(end.length - 6)).toBe(40);
  });
});

test("an entry has its name, time and sum in both places", async () => {
  const entry = entryAt(0, "images/Grüne Flasche (501)/studio 🍾.png");
  const [header, record] = [localHeader(entry, entry), directoryEntry(entry)];
  const names = [header.subarray(30), record.subarray(46)].map((bytes) => bytes.toString());
  expect(names).toEqual([entry.name, entry.name]);
  for (const [local, central] of [
    [6, 8],
    [10, 12],
    [14, 16],
    [18, 20],
    [22, 24],
    [26, 28],
  ] as const)
    expect(header.readUInt16LE(local)).toBe(record.readUInt16LE(central));
  const file = Buffer.concat([header, Buffer.from("abc")]);
  const end = endOfFile({ entries: 1, offset: file.length, bytes: record.length });
  const whole = Buffer.concat([file, record, end]);
  const read: ReadAt = async (at, length) => whole.subarray(at, at + length);
  const [found] = await zipEntries(read, whole.length);
  expect(found && (await zipContent(read, found)).toString()).toBe("abc");
});
