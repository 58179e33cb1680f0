import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimed } from "../../tests/generation-claims.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import { createLogger } from "../platform/logger.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { waitingAcrossShops } from "./dispatch-store.server.ts";
import { retryLater } from "./generation-store.server.ts";
import { MAX_LOST_LEASES } from "./retry-policy.ts";
import { sweepGenerations } from "./sweep.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

let database: TestDatabase;
let deleted: string[];

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  deleted = [];
  await database.db.shop.deleteMany();
});
afterAll(() => database.close());

async function remove(keys: readonly string[]): Promise<void> {
  deleted.push(...keys);
}

function sweep(removal: ObjectStore["delete"] = remove): Promise<void> {
  const objects = { delete: removal } as ObjectStore;
  return sweepGenerations({
    db: database.db,
    objects,
    clock: { now: () => now },
    log: createLogger("silent"),
  });
}

function set(shop: string, id: string | undefined, data: object) {
  return database.db.generation.update({ where: { shop_id: { shop, id: id ?? "" } }, data });
}

test("gives up on what lost its worker five times, and ends its batch", async () => {
  const { shop, batchId, ids } = await seedBatch(database.db);
  await set(shop, ids[0], { state: "running", lostLeases: 4, leaseToken: "a", leaseUntil: ago(1) });
  await sweep();
  const row = await database.db.generation.findUniqueOrThrow({
    where: { shop_id: { shop, id: ids[0] ?? "" } },
  });
  expect(row).toMatchObject({ state: "failed", failureCode: "interrupted", leaseToken: null });
  const batch = await database.db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id: batchId } } });
  expect(batch).toMatchObject({ state: "done", finishedAt: now });
});

test("an attempt that ended in order is no lost worker: after four of them a crash is taken over", async () => {
  const { db } = database;
  const { shop, ids } = await seedBatch(db);
  const [id = ""] = ids;
  await set(shop, id, { runAfter: ago(60) });
  for (let attempt = 1; attempt <= 4; attempt++)
    await retryLater(db, await claimed(db, shop, id, ago(10)), ago(10), "model_busy");
  await claimed(db, shop, id, ago(10)); // and its worker is killed
  await sweep();
  const due = async () => (await waitingAcrossShops(db, now, 10)).flatMap((batch) => batch.due);
  expect(await due()).toEqual([{ id, attempt: 5 }]);

  for (let lost = 1; lost < MAX_LOST_LEASES; lost++) await claimed(db, shop, id, ago(10 - 2 * lost));
  expect(await due()).toEqual([]);
  await sweep();
  const row = await db.generation.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
  expect(row).toMatchObject({ state: "failed", failureCode: "interrupted", attempt: 9 });
});

test("removes what attempts left behind, and never what is kept or may still be in the making", async () => {
  const { shop, batchId, ids } = await seedBatch(database.db);
  await addImage(database.db, { shop, batchId, ids }, ids[0] ?? "");
  const objects = {
    "old-doomed": ["doomed", 11],
    "new-doomed": ["doomed", 9],
    "old-pending": ["pending", 61],
  } as const;
  const all = { ...objects, "new-pending": ["pending", 59], "old-kept": ["kept", 9000] } as const;
  await database.db.storedObject.createMany({
    data: Object.entries(all).map(([key, [state, minutes]]) => ({
      ...{ shop, key, state, generationId: ids[0] ?? "", attempt: 1, createdAt: ago(minutes) },
    })),
  });
  await sweep();
  expect(deleted.sort()).toEqual(["old-doomed", "old-pending"]);
  const rows = await database.db.storedObject.findMany({ where: { shop }, select: { key: true } });
  expect(rows.map(({ key }) => key)).toEqual(
    expect.arrayContaining(["new-doomed", "new-pending", "old-kept"]),
  );
  expect(rows).toHaveLength(5); // and the two of the image
});

test("a store that is away loses nothing: the next sweep removes it", async () => {
  const { shop, ids } = await seedBatch(database.db);
  const object = {
    shop,
    key: "lost",
    state: "doomed",
    generationId: ids[0] ?? "",
    attempt: 1,
    createdAt: ago(20),
  };
  await database.db.storedObject.create({ data: object });
  const away = () => Promise.reject(new PackshotError("store_unavailable"));
  await expect(sweep(away)).rejects.toMatchObject({ code: "store_unavailable" });
  await sweep();
  expect(deleted).toEqual(["lost"]);
  expect(await database.db.storedObject.count()).toBe(0);
});
