import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { uninstall } from "./uninstall.server.ts";

const shop = "northwind-goods.myshopify.com";
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("a late event does not throw out a shop that comes back at this very moment", async () => {
  const { db } = database;
  await db.shop.create({ data: { shop, seenInstalledAt: hoursAgo(2) } });
  await db.session.create({ data: { id: "offline", shop, isOnline: false, state: "" } });
  let leaving: Promise<void> | undefined;
  await db.$transaction(async (tx) => {
    await tx.shop.update({ where: { shop }, data: { seenInstalledAt: new Date(), uninstalledAt: null } });
    let over = false;
    leaving = uninstall(db, shop, { triggeredAt: hoursAgo(1) }).finally(() => (over = true));
    await expect.poll(async () => over || (await waitsForLock())).toBe(true);
  });
  await leaving;
  expect(await db.shop.findUniqueOrThrow({ where: { shop } })).toMatchObject({ uninstalledAt: null });
  expect(await db.session.count({ where: { shop } })).toBe(1);
});

async function waitsForLock(): Promise<boolean> {
  const [row] = await database.db.$queryRaw<{ waiting: bigint }[]>`
    SELECT count(*) AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row !== undefined && row.waiting > 0n;
}
