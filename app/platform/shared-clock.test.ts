import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { createLogger } from "./logger.server.ts";
import { createSharedClock } from "./shared-clock.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it("tells the database's time, even on a machine whose own clock is an hour ahead and jumps back", async () => {
  const truth = Date.now();
  const machine = vi.spyOn(Date, "now").mockReturnValue(truth + 3_600_000);
  const clock = createSharedClock(database.db, createLogger("silent"));
  await clock.set;
  machine.mockReturnValue(truth - 3_600_000);
  expect(Math.abs(clock.now().getTime() - truth)).toBeLessThan(10_000);
  machine.mockRestore();
  clock.stop();
});
