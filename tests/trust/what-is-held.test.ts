import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countHeld, countHeldOfPerson } from "../../app/privacy/count-held.server.ts";
import { HELD, OF_NO_SHOP } from "../../app/privacy/what-is-held.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { pseudonymOf } from "./erasing-deps.ts";
import { fillShop } from "./full-shop.ts";

/** "Table.column" of all that is said to be kept. */
const said = [...Object.values(HELD), OF_NO_SHOP].flatMap((holds) =>
  Object.entries(holds).flatMap(([table, columns]) =>
    columns.split(" ").map((column: string) => `${table}.${column}`),
  ),
);

/** "Table.column" of all that the schema has; relations are no columns. */
async function inSchema(): Promise<string[]> {
  const schema = await readFile(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)];
  const tables = models.map(([, table = ""]) => table);
  return models.flatMap(([, table = "", body = ""]) =>
    [...body.matchAll(/^ {2}(\w+)\s+(\w+)/gm)]
      .filter(([, , type = ""]) => !tables.includes(type))
      .map(([, column = ""]) => `${table}.${column}`),
  );
}

describe("what is kept", () => {
  it("is all said: every column of every table is in a group", async () => {
    const columns = await inSchema();
    expect(columns.length).toBeGreaterThan(200);
    expect(columns.filter((column) => !said.includes(column))).toEqual([]);
  });

  it("is said once", () => {
    const keys = ["shop", "id", "batchId", "generationId"];
    const own = said.filter((column) => !keys.includes(column.split(".")[1] ?? ""));
    expect(own.filter((column, n) => own.indexOf(column) !== n)).toEqual([]);
  });
});

describe("the counts", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it("are the shop's own, by the tables", async () => {
    const { db } = database;
    const shop = "north.myshopify.com";
    await fillShop(db, shop, 12);
    await fillShop(db, "south.myshopify.com", 7);
    expect(await countHeld({ db, pseudonymOf }, shop)).toEqual({
      ...{ images: 12, photos: 12, batches: 1, recipes: 1, publications: 6, ledger: 14, audit: 1, people: 1 },
      ...{ signIns: 2, exports: 1, events: 1, settings: 1, erasures: 0 },
    });
    expect(await countHeldOfPerson(db, shop, "7")).toMatchObject({
      ...{ batches: 1, publications: 6, auditEntries: 1, exports: 1, decisions: 0 },
    });
    expect(await countHeldOfPerson(db, shop, "8")).toMatchObject({ batches: 0, publications: 0 });
  });
});
