import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimed, filed } from "../../tests/generation-claims.ts";
import { ADA, NOW, seedRunning, startDeps } from "../../tests/quoted-batches.ts";
import { recentDurations } from "../credits/recent-durations.server.ts";
import { complete, fail } from "./generation-store.server.ts";
import { retryFailed } from "./retry-failed.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

test("an image that is asked for again a day later took as long as its last attempt", async () => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id, ids } = await seedRunning(deps, 5);
  for (const one of ids) await fail(db, await claimed(db, shop, one, NOW), "model_refused", after(5));
  const day = 86_400;
  expect(await retryFailed({ ...deps, clock: { now: () => after(day) } }, shop, ADA, id)).toBe(5);
  for (const one of ids) {
    const claim = await claimed(db, shop, one, after(day));
    await complete(db, claim, await filed(db, claim), after(day + 10));
  }
  expect(await recentDurations(db, shop)).toEqual({ p50: 10, p90: 10 });
});
