import { buffer } from "node:stream/consumers";
import pg from "pg";
import sharp from "sharp";
import { databaseDump, objectsDump, processesDump, redisDump } from "../dumps.ts";
import { fileHaystack, type Haystack } from "../find-secrets.ts";
import { zipContent, zipEntries } from "../zip-reader.ts";
import type { LongRun } from "./scene.ts";

/**
 * All that is stored at this moment, kept as it is now: every row, by both roles, every key of Redis, every object and
 * what is packed in it.
 */
export async function storedNow({ stack, redis }: LongRun, when: string): Promise<Haystack[]> {
  const { ownerUrl, url } = stack.database;
  const stored: Haystack[] = [];
  const keep = async (dump: AsyncIterable<Haystack>, where = "") => {
    for await (const { name, content } of dump)
      stored.push({ name: `${when}: ${where}${name}`, content: await whole(content) });
  };
  await keep(databaseDump(ownerUrl), "as owner, ");
  await keep(databaseDump(url), "as app, ");
  await keep(redisDump(redis.url));
  await keep(withPacked(objectsDump(stack.env)));
  return stored;
}

/** What people were shown and took away. Here alone the signed addresses of files belong. */
export const shownToPeople = ({ shown }: LongRun) => withPacked(shown);

/** What else came out of the processes while they ran. */
export async function* writtenMeanwhile({ stack, redis, seen }: LongRun): AsyncGenerator<Haystack> {
  yield* seen;
  yield redis.told();
  yield await processesDump();
  yield fileHaystack(stack.logFile);
}

/** What PostgreSQL shows of its connections to whoever may look: the last statement of each. */
export async function statements(adminUrl: string): Promise<Haystack> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query(
    "SELECT datname, usename, application_name, query FROM pg_stat_activity",
  );
  await client.end();
  return { name: "statements of the database", content: JSON.stringify(rows) };
}

/** Also the entries of ZIP files, and what is said inside pictures, which may be packed there. */
async function* withPacked(
  haystacks: Iterable<Haystack> | AsyncIterable<Haystack>,
): AsyncGenerator<Haystack> {
  for await (const { name, content } of haystacks) {
    const bytes = await whole(content);
    yield { name, content: bytes };
    if (bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) yield* entriesOf(name, bytes);
    if (/\.(png|jpe?g|webp)$/.test(name)) yield await saidInside(name, bytes);
  }
}

async function* entriesOf(name: string, zip: Buffer): AsyncGenerator<Haystack> {
  const read = async (offset: number, length: number) => zip.subarray(offset, offset + length);
  for (const entry of await zipEntries(read, zip.length))
    yield { name: `${name} / ${entry.name}`, content: await zipContent(read, entry) };
}

async function saidInside(name: string, picture: Buffer): Promise<Haystack> {
  const { xmp, exif, iptc, icc, comments } = await sharp(picture).metadata();
  const texts = Buffer.from(JSON.stringify(comments ?? []));
  const parts = [xmp, exif, iptc, icc, texts].filter((part) => part !== undefined);
  return { name: `metadata of ${name}`, content: Buffer.concat(parts) };
}

async function whole(content: Haystack["content"]): Promise<Buffer> {
  if (typeof content === "string" || content instanceof Uint8Array) return Buffer.from(content as Uint8Array);
  return buffer(content);
}
