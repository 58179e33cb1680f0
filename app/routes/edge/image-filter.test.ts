import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../../tests/database.ts";
import { addImage, seedBatch } from "../../../tests/generation-rows.ts";
import { askBulk } from "../../library/ask-bulk.server.ts";
import { findImages } from "../../library/find-images.server.ts";
import { filterIn } from "./image-filter.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const addressOf = (q: string) => `${new URLSearchParams({ q })}`;

test.each([
  ["a NUL in it", "bottle\0"],
  ["what is cut in the middle of a character", `${"a".repeat(99)}😀`],
  ["what a query is made of", `' \\ " & | ! <-> :* ( ) %_ bottle`],
  ["what is written from right to left, with a joiner", "زجاجة\u200d خضراء"],
  ["characters that come apart", "ﷺ ½ ǆ"],
  ["10,000 characters", "word ".repeat(2_000)],
])("a search for %s is asked for, and finds what it finds", async (_what, q) => {
  const rows = await seedBatch(database.db);
  const { shop } = rows;
  await addImage(database.db, rows, rows.ids[0] ?? "");
  const filter = filterIn(addressOf(q));
  const person = { id: "7", name: "Ada", locale: "en", canEditProducts: true };
  const request = { kind: "approve", which: { filter }, formToken: randomUUID() } as const;
  await askBulk(database.db, shop, { person, now: new Date() }, request);
  await findImages(database.db, shop, filter, { order: "newest", limit: 10 });
  const [row] = await database.db.bulkAction.findMany({ where: { shop } });
  expect(row?.which).toEqual({ filter: JSON.parse(JSON.stringify(filter)) as unknown });
});

test("a search for control characters alone never means all images", () => {
  expect(() => filterIn(addressOf("\0"))).toThrow(expect.objectContaining({ code: "invalid_input" }));
  expect(() => filterIn("")).not.toThrow();
});
