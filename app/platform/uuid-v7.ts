import { randomBytes } from "node:crypto";

const MOST_IN_A_MILLISECOND = 0xfff;
let last = { at: 0, count: 0 };

/**
 * An id in order of time (RFC 9562, version 7), for rows that SQL makes: Prisma gives such ids only to its own. Within
 * one process ids of the same millisecond are in order too (method 1 of its section 6.2).
 */
export function uuidV7(now: Date): string {
  const at = now.getTime();
  last = { at, count: at === last.at ? Math.min(last.count + 1, MOST_IN_A_MILLISECOND) : 0 };
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.count, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The beginning of such an id, whose rest is `substr(gen_random_uuid()::text, 16)`: where a statement makes many rows. */
export function uuidV7Prefix(now: Date): string {
  const ms = now.getTime().toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7`;
}
