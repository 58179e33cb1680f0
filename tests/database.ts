import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import pg from "pg";
import { openDb, type Db } from "../app/platform/db/db.server.ts";
import { asApp } from "../sandbox/postgres.ts";

export type TestDatabase = {
  /** As the app's role, which is no superuser and cannot rewrite the ledger and the audit log. */
  db: Db;
  url: string;
  /** As the role that owns the tables: for erasing, pruning, and what a test breaks on purpose. */
  ownerDb: Db;
  ownerUrl: string;
  close(): Promise<void>;
};

/** A database of its own for one test file: a copy of the migrated template that the test run made at its start. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(
    `CREATE DATABASE ${name} TEMPLATE ${server.template} OWNER packshot_owner STRATEGY FILE_COPY`,
  );
  await admin.end();
  const owner = new URL(server.ownerUrl);
  owner.pathname = `/${name}`;
  const [ownerUrl, url] = [owner.href, asApp(owner.href)];
  const [db, ownerDb] = [openDb(url, 10), openDb(ownerUrl, 2)];
  const close = async () => void (await Promise.all([db.$disconnect(), ownerDb.$disconnect()]));
  return { db, url, ownerDb, ownerUrl, close };
}
