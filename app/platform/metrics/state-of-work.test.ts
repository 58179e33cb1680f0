import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../../tests/database.ts";
import { addImage, addPublication, seedBatch } from "../../../tests/generation-rows.ts";
import { createLogger } from "../logger.server.ts";
import { observeWork } from "./state-of-work.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const TODAY = "2026-11-20";

function figures(db: TestDatabase["db"]): Promise<string> {
  const registry = new Registry();
  observeWork(registry, { db, log: createLogger("silent"), today: () => TODAY });
  return registry.metrics();
}

it("tells how much is to do, what runs, what stops it and what today cost", async () => {
  const { db } = database;
  const running = await seedBatch(db, 5);
  await seedBatch(db, 3, { state: "paused" });
  await seedBatch(db, 2, { state: "done" });
  const { shop, batchId, ids } = running;
  await addPublication(db, shop, await addImage(db, running, ids[0] ?? ""), "unclear");
  await db.batch.update({ where: { shop_id: { shop, id: batchId } }, data: { done: 1, regenerations: 1 } });
  await db.generation.update({ where: { shop_id: { shop, id: ids[1] ?? "" } }, data: { state: "running" } });
  await db.modelDay.createMany({
    data: [
      { day: TODAY, calls: 7, paidMicros: 235_200n },
      { day: "2026-11-19", calls: 9, paidMicros: 1n },
    ],
  });
  const gone = (await seedBatch(db, 1, { state: "cancelled" })).shop;
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await db.shop.update({ where: { shop: gone }, data: { erasingSince: anHourAgo, erasingWhy: "redact" } });
  await db.modelStop.createMany({
    data: [{ reason: "operator" }, { reason: "daily_limit", until: new Date(0) }],
  });

  const text = await figures(db);
  for (const line of [
    'packshot_batches{state="running"} 1',
    'packshot_batches{state="paused"} 1',
    'packshot_generations_backlog{state="running"} 5',
    'packshot_generations_backlog{state="paused"} 3',
    "packshot_generations_running 1",
    'packshot_publications{state="unclear"} 1',
    'packshot_model_stopped{reason="operator"} 1',
    "packshot_model_calls_today 7",
    "packshot_model_paid_micros_today 235200",
    "packshot_work_readable 1",
    "packshot_shops_erasing 1",
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).not.toContain("daily_limit"); // over
  const oldest = Number(/^packshot_erasing_oldest_seconds (\S+)$/m.exec(text)?.[1]);
  expect(oldest).toBeGreaterThanOrEqual(3_600);
  expect(oldest).toBeLessThan(3_700);
  expect(text).not.toContain(shop);
});

it("says that it cannot tell while the database is away, and still answers", async () => {
  const other = await testDatabase();
  await other.ownerDb.$executeRawUnsafe('ALTER TABLE "ModelDay" RENAME TO "Gone"');
  const text = await figures(other.db);
  await other.close();
  expect(text).toContain("packshot_work_readable 0\n");
  expect(text).not.toMatch(/^packshot_batches\{/m);
});
