import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import pg from "pg";
import { openDb, type Db } from "../app/platform/db/db.server.ts";

export type TestDatabase = { db: Db; url: string; close(): Promise<void> };

/** A database of its own for one test file: a copy of the migrated template that the test run made at its start. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY FILE_COPY`);
  await admin.end();
  const url = new URL(server.adminUrl);
  url.pathname = `/${name}`;
  const db = openDb(url.href, 10);
  return { db, url: url.href, close: () => db.$disconnect() };
}
