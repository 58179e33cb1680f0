import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../database.ts";

/* The wall in the database itself: a row cannot point at another shop's, nor be found under a key without its shop. */

/** Tables whose rows are no shop's, and why. */
const OF_NO_SHOP: Record<string, string> = {
  ErasureReport: "survives its shop, under a pseudonym",
  ModelDay: "what all calls of a day cost",
  ModelStop: "stops the model for everybody",
  StoreMark: "says which bucket belongs to the database",
  _prisma_migrations: "the schema's history",
};

/** Unique keys of shops' rows without the shop, and why. */
const WITHOUT_SHOP: Record<string, string> = {
  Session_pkey:
    "Shopify's library asks by the id alone; it begins with the shop, and the row is checked against it",
};

let database: TestDatabase;
beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.close());

const isShops = `EXISTS (SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'shop' AND NOT attisdropped)`;
const tables = (which: string) =>
  database.ownerDb.$queryRawUnsafe<{ name: string }[]>(`
    SELECT t.relname AS name FROM pg_class t
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND ${which} ORDER BY 1`);

/** Between two tables that both have a shop. */
const foreignKeys = () =>
  database.ownerDb.$queryRaw<{ name: string; carriesShop: boolean }[]>`
    SELECT c.conname AS name, EXISTS (
      SELECT FROM unnest(c.conkey, c.confkey) AS pair(own, other)
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = pair.own
        JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = pair.other
      WHERE a.attname = 'shop' AND b.attname = 'shop') AS "carriesShop"
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.conrelid AND attname = 'shop')
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.confrelid AND attname = 'shop')
    ORDER BY 1`;

/** Primary keys and other unique indexes of tables that have a shop. */
const uniqueKeys = () =>
  database.ownerDb.$queryRaw<{ name: string; carriesShop: boolean }[]>`
    SELECT k.relname AS name, EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) AND a.attname = 'shop')
      AS "carriesShop"
    FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'shop')
    ORDER BY 1`;

const lacking = (keys: { name: string; carriesShop: boolean }[]) =>
  keys.filter(({ carriesShop }) => !carriesShop).map(({ name }) => name);

it("every table has a shop, or a reason to have none", async () => {
  expect((await tables(`NOT ${isShops}`)).map(({ name }) => name)).toEqual(Object.keys(OF_NO_SHOP).sort());
  expect((await tables(isShops)).length).toBeGreaterThan(14);
});

it("every foreign key between two of them carries the shop", async () => {
  const keys = await foreignKeys();
  expect(keys.length).toBeGreaterThan(8);
  expect(lacking(keys)).toEqual([]);
});

it("every key by which a row is found carries the shop", async () => {
  expect(lacking(await uniqueKeys())).toEqual(Object.keys(WITHOUT_SHOP));
});

it("one that is added without it is found", async () => {
  const { ownerDb } = database;
  await ownerDb.$executeRaw`CREATE TABLE "Planted" (shop text, "sessionId" text UNIQUE REFERENCES "Session" (id))`;
  await ownerDb.$executeRaw`CREATE TABLE "PlantedBare" (id text)`;
  expect(lacking(await foreignKeys())).toEqual(["Planted_sessionId_fkey"]);
  expect(lacking(await uniqueKeys())).toContain("Planted_sessionId_key");
  expect((await tables(`NOT ${isShops}`)).map(({ name }) => name)).toContain("PlantedBare");
});
