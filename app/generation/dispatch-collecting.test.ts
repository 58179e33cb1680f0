import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { NOW, seedQuoted, startDeps } from "../../tests/quoted-batches.ts";
import { dispatchCollecting } from "./dispatch-collecting.server.ts";

let database: TestDatabase;
let deps: ReturnType<typeof startDeps>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.shop.deleteMany();
  deps = startDeps(database.db);
});

const at = (ms: number) => new Date(NOW.getTime() + ms);
type Row = { leaseToken?: string; leaseUntil?: Date; failureCode?: string; createdAt?: Date; state?: string };

/** A quote of a shop that is being read. */
async function reading(shop: string, data: Row = {}): Promise<string> {
  const { id } = await seedQuoted(database.db, { photos: 0, shop, state: "collecting" });
  await database.db.batch.update({ where: { shop_id: { shop, id } }, data });
  return id;
}

async function picks() {
  await dispatchCollecting(deps);
  return deps.enqueued.splice(0);
}

test("of a shop with many quotes two are read at once, and another shop's goes before its third", async () => {
  const many = [];
  for (let n = 0; n < 8; n++) many.push(await reading("many", { createdAt: at(-100 + n) }));
  const one = await reading("one", { createdAt: at(-1) });
  const first = await picks();
  expect(first.map(({ job, attempt, priority }) => [job.name, job.id, attempt, priority])).toEqual([
    ["collect_batch", many[0], 0, 1],
    ["collect_batch", one, 0, 1],
    ["collect_batch", many[1], 0, 2],
  ]);
  expect(await picks()).toEqual(first);

  const { db } = database;
  const held = { leaseToken: "a", leaseUntil: at(60_000) };
  await db.batch.updateMany({ where: { id: { in: [many[0] ?? "", one] } }, data: held });
  expect((await picks()).map(({ job, priority }) => [job.id, priority])).toEqual([[many[1], 2]]);
});

test("what waits is picked when its time has come, by the longest wait, like what lost its worker", async () => {
  await reading("shop", { leaseUntil: at(1) });
  const waited = await reading("shop", { leaseUntil: at(-5) });
  const lost = await reading("shop", { leaseToken: "a", leaseUntil: at(-9) });
  expect((await picks()).map(({ job, attempt }) => [job.id, attempt])).toEqual([
    [lost, at(-9).getTime()],
    [waited, at(-5).getTime()],
  ]);
});

test("nothing of it is picked that broke off, was read, or whose shop has left", async () => {
  await reading("one", { failureCode: "shopify_access_lost" });
  await reading("two", { state: "quoted" });
  await reading("three");
  await database.db.shop.update({ where: { shop: "three" }, data: { uninstalledAt: NOW } });
  expect(await picks()).toEqual([]);
});
