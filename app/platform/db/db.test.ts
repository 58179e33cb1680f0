import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/database.ts";
import { openDb } from "./db.server.ts";

test("a transaction waits for a connection as long as a query does: paid work hangs on it", async () => {
  const database = await testDatabase();
  const db = openDb(database.url, 1);
  const busy = db.$queryRaw`SELECT 1 AS slept FROM pg_sleep(3)`;
  const [counted] = await Promise.all([db.$transaction((tx) => tx.shop.count()), busy]);
  expect(counted).toBe(0);
  await Promise.all([db.$disconnect(), database.close()]);
});
