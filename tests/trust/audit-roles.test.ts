import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { recordAudit } from "../../app/platform/audit/record-audit.server.ts";
import { openDb } from "../../app/platform/db/db.server.ts";
import { migrate } from "../../prisma/migrate.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { ADA } from "../quoted-batches.ts";

const shop = "northwind-goods.myshopify.com";
const entry = { kind: "grant", fromAccount: "operator", toAccount: "available", credits: 5 };

let database: TestDatabase;
let app: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  app = new pg.Client({ connectionString: database.url });
  await app.connect();
  await database.db.shop.create({ data: { shop } });
  await database.db.ledgerEntry.create({ data: { shop, key: "grant:1", ...entry } });
  await recordAudit(database.db, shop, ADA, { action: "ledger_downloaded", on: "shop", details: {} });
});
afterAll(async () => {
  await app.end();
  await database.close();
});

describe("the role that the app works as", () => {
  test("is no superuser, makes no roles or databases, and owns nothing", async () => {
    const { rows } = await app.query(
      "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user",
    );
    expect(rows).toEqual([
      { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false },
    ]);
    const owned = await app.query("SELECT relname FROM pg_class WHERE relowner = current_user::regrole");
    expect(owned.rows).toEqual([]);
  });

  const TABLES = ["AuditEntry", "LedgerEntry"];
  test.each(
    TABLES.flatMap((table) => [
      `UPDATE "${table}" SET shop = shop`,
      `DELETE FROM "${table}"`,
      `TRUNCATE "${table}"`,
      `SELECT 1 FROM "${table}" FOR UPDATE`,
      `INSERT INTO "${table}" SELECT * FROM "${table}" ON CONFLICT (shop, id) DO UPDATE SET shop = 'x'`,
      `MERGE INTO "${table}" t USING "${table}" s ON t.id = s.id WHEN MATCHED THEN DELETE`,
    ]),
  )("cannot: %s", async (sql) => {
    await expect(app.query(sql)).rejects.toThrow("permission denied");
  });

  test.each([
    'ALTER TABLE "LedgerEntry" DISABLE TRIGGER "LedgerEntry_append_only"',
    'ALTER TABLE "AuditEntry" OWNER TO packshot_app',
    'DROP TABLE "AuditEntry"',
    'DROP TRIGGER "LedgerEntry_append_only" ON "LedgerEntry"',
    'CREATE INDEX ON "AuditEntry" (action)',
    "CREATE TABLE mine (id int)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SET session_replication_role = replica",
    "SET ROLE packshot_owner",
    'GRANT DELETE ON "AuditEntry" TO packshot_app',
    "DELETE FROM _prisma_migrations",
  ])("cannot: %s", async (sql) => {
    const tried = app.query(sql).then(async () => (await app.query<{ can: boolean }>(CAN_DELETE)).rows);
    // GRANT by somebody who may not is a warning: then nothing is granted.
    await expect(tried.catch((error: Error) => error.message)).resolves.toSatisfy(
      (told: unknown) =>
        JSON.stringify(told) === '[{"can":false}]' || /permission denied|must be owner/.test(String(told)),
    );
  });
  const CAN_DELETE = `SELECT has_table_privilege('"AuditEntry"', 'DELETE') AS can`;

  test("adds to both and reads both", async () => {
    await recordAudit(database.db, shop, ADA, { action: "ledger_downloaded", on: "shop", details: {} });
    expect(await database.db.auditEntry.count({ where: { shop } })).toBe(2);
    expect(await database.db.ledgerEntry.count({ where: { shop } })).toBe(1);
  });

  test("may do everything with every other table", async () => {
    const { rows } = await app.query<{ name: string; may: boolean }>(
      `SELECT tablename AS name, has_table_privilege(format('%I', tablename), 'SELECT')
         AND has_table_privilege(format('%I', tablename), 'INSERT')
         AND has_table_privilege(format('%I', tablename), 'UPDATE')
         AND has_table_privilege(format('%I', tablename), 'DELETE') AS may
       FROM pg_tables WHERE schemaname = 'public'`,
    );
    const kept = rows.filter(({ may }) => !may).map(({ name }) => name);
    expect(kept.sort()).toEqual([...TABLES, "_prisma_migrations"].sort());
  });

  test("has tables of later migrations too", async () => {
    await database.ownerDb.$executeRaw`CREATE TABLE "Later" (id int)`;
    expect((await app.query('INSERT INTO "Later" VALUES (1)')).rowCount).toBe(1);
    await database.ownerDb.$executeRaw`DROP TABLE "Later"`;
  });
});

test("the role that owns the tables prunes the audit log; the ledger's trigger holds for it as well", async () => {
  await expect(database.ownerDb.ledgerEntry.deleteMany({ where: { shop } })).rejects.toThrow(/append-only/);
  const { count } = await database.ownerDb.auditEntry.deleteMany({ where: { shop } });
  expect(count).toBeGreaterThan(0);
});

test("migrating as one that may make roles makes the app's role, with its own password", async () => {
  const name = `app_${randomUUID().slice(0, 8)}`;
  const ownerUrl = new URL(inject("postgres").adminUrl);
  ownerUrl.pathname = new URL(database.url).pathname;
  const appUrl = new URL(ownerUrl);
  Object.assign(appUrl, { username: name, password: "own%20words" });
  await migrate(ownerUrl.href, appUrl.href);
  await migrate(ownerUrl.href, appUrl.href);
  const db = openDb(appUrl.href, 1);
  expect(await db.shop.count()).toBe(1);
  await expect(db.auditEntry.deleteMany()).rejects.toThrow("permission denied");
  await db.$disconnect();
});

test("migrating as one that may not says which role is missing", async () => {
  const missing = new URL(database.url);
  missing.username = "nobody_made_me";
  await expect(migrate(database.ownerUrl, missing.href)).rejects.toThrow(/no database role nobody_made_me/);
});

/** Erasing and pruning; and where both databases are opened and handed out. */
const MAY_NAME_IT = /^(privacy\/|credits\/erase|build-|services\.server|reapply|operate)/;

test("nothing in the app but erasing and pruning gets hold of the owner's connection", () => {
  const app = new URL("../../app/", import.meta.url);
  const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const naming = files.filter((file) => readFileSync(new URL(file, app), "utf8").includes("ownerDb"));
  expect(naming.length).toBeGreaterThan(0);
  expect(naming.filter((file) => !MAY_NAME_IT.test(file) && !file.endsWith(".test.ts"))).toEqual([]);
});
