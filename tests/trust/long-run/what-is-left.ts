import pg from "pg";
import { createPseudonyms } from "../../../app/platform/pseudonym.server.ts";
import { objectsDump, redisDump } from "../dumps.ts";
import { findSecrets, type Secret } from "../find-secrets.ts";
import type { LongRun } from "./scene.ts";

type Row = Record<string, unknown>;
type Table = { name: string; rows: Row[] };

/** Under a pseudonym these stay: the numbers of their own and of what they are about lead nowhere then. */
const KEPT = ["LedgerEntry", "ErasureReport"];
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** A shorter text is found by chance. */
const SHORTEST = 8;
const MOMENT = /^\d{4}-\d\d-\d\dT/;

async function allRows(url: string): Promise<Table[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`,
  );
  const read: Table[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM "${name}" t`);
    read.push({ name, rows: rows.map(({ row }) => row) });
  }
  await client.end();
  return read;
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What stands in the shop's rows and in no other: its names, numbers, words, people, keys of files. */
export async function marksOf({ stack, north: { domain } }: LongRun): Promise<string[]> {
  const tables = await allRows(stack.database.ownerUrl);
  const texts = (isHers: boolean) =>
    tables.flatMap(({ rows }) => rows.filter((row) => (row.shop === domain) === isHers).flatMap(textsIn));
  const others = new Set(texts(false));
  const own = [...new Set([...texts(true), domain, domain.split(".")[0] ?? ""])];
  return own.filter((text) => text.length >= SHORTEST && !MOMENT.test(text) && !others.has(text));
}

type Left = { table: string; row: Row; mark: string };

/** Rows that hold any of it: what is kept may hold numbers, and nothing else. */
export async function rowsLeft({ stack }: LongRun, marks: readonly string[]): Promise<Left[]> {
  const tables = await allRows(stack.database.ownerUrl);
  return tables.flatMap(({ name, rows }) => {
    const sought = KEPT.includes(name) ? marks.filter((mark) => !UUID.test(mark)) : marks;
    return rows.flatMap((row) => {
      const texts = textsIn(row);
      const mark = sought.find((one) => texts.some((text) => text.includes(one)));
      return mark === undefined ? [] : [{ table: name, row, mark }];
    });
  });
}

const asSought = (marks: readonly string[]): Secret[] => marks.map((value) => ({ name: value, value }));

/** Objects that are called by any of it or hold any of it. */
export async function objectsLeft({ stack }: LongRun, marks: readonly string[]) {
  return findSecrets(asSought(marks), objectsDump(stack.env));
}

export async function keysLeft({ redis }: LongRun, marks: readonly string[]) {
  return findSecrets(asSought(marks), redisDump(redis.url));
}

/** What is kept by law, and says so. */
export async function keptUnder({ stack }: LongRun, domain: string) {
  const pseudonym = createPseudonyms(Buffer.from(stack.env.PSEUDONYM_KEY, "base64"))(domain);
  const { db } = stack.database;
  return {
    entries: await db.ledgerEntry.count({ where: { shop: pseudonym } }),
    reports: await db.erasureReport.findMany({ where: { pseudonym } }),
  };
}
