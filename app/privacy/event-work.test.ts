import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { eventually } from "../../tests/eventually.ts";
import { handTime } from "../../tests/hand-time.ts";
import { createLogger } from "../platform/logger.server.ts";
import { noteEvent } from "./event-store.server.ts";
import { createEventWork } from "./event-work.server.ts";
import { updateScopes } from "./update-scopes.server.ts";
import type { ShopEvent } from "./webhooks.ts";

const shop = "northwind-goods.myshopify.com";
const START = new Date(Date.now() + 60_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.db.shop.create({ data: { shop } });
});
beforeEach(async () => void (await database.db.webhookEvent.deleteMany()));
afterAll(() => database.close());

const eventAt = (second: number, more: Pick<Partial<ShopEvent>, "shop" | "topic"> = {}) => ({
  ...{ topic: "PRODUCTS_DELETE" as const, shop, eventId: `event-${second}` },
  ...{ triggeredAt: new Date(START.getTime() + second * 1000), payload: { id: String(second) } },
  ...more,
});
const note = (second: number) => noteEvent(database.db, eventAt(second));
const waiting = () => database.db.webhookEvent.count({ where: { doneAt: null } });
const allDone = () => eventually(waiting, (count) => count === 0);
const workOf = (act: (event: ShopEvent) => Promise<void>, clock = handTime(START)) =>
  createEventWork({ db: database.db, clock, log: createLogger("silent"), act });

test("events of a shop are worked off in the order in which they happened, one by one, once each by two processes", async () => {
  for (const second of [5, 1, 4, 2, 3]) await note(second);
  const acted: string[] = [];
  let atOnce = 0;
  const act = async ({ eventId }: ShopEvent) => {
    acted.push(`${eventId} beside ${atOnce++}`);
    await database.db.$queryRaw`SELECT pg_sleep(0.01)::text`;
    atOnce -= 1;
  };
  const processes = [workOf(act), workOf(act)];
  await eventually(
    async () => {
      for (const one of processes) one.nudge();
      return waiting();
    },
    (count) => count === 0,
  );
  for (const one of processes) await one.stop(); // or they take what the next test notes
  expect(acted).toEqual([1, 2, 3, 4, 5].map((second) => `event-${second} beside 0`));
});

test("one that fails is tried later and later, holds up what follows it, and is given up in the end", async () => {
  const clock = handTime(START);
  await note(1);
  await note(2);
  const acted: string[] = [];
  const act = async ({ eventId }: ShopEvent) => {
    acted.push(eventId);
    if (eventId === "event-1") throw new Error("poisoned");
  };
  await eventually(
    async () => {
      const work = workOf(act, clock);
      work.nudge();
      await work.stop(); // time passes between two tries, never during one: its lease would end
      clock.pass(1_000_000);
      return waiting();
    },
    (count) => count === 0,
  );
  expect(acted).toEqual([...Array.from({ length: 10 }, () => "event-1"), "event-2"]);
});

test("what a process that died had in work is taken up by another, no sooner than its lease ends", async () => {
  const clock = handTime(START);
  await note(1);
  const acted: string[] = [];
  workOf(() => new Promise(() => undefined), clock).nudge();
  await eventually(
    () => database.db.webhookEvent.findFirstOrThrow(),
    ({ attempt }) => attempt === 1,
  );
  const other = workOf(async ({ eventId }) => void acted.push(eventId), clock);
  other.nudge();
  await other.stop();
  expect(acted).toEqual([]);
  clock.pass(61_000);
  workOf(async ({ eventId }) => void acted.push(eventId), clock).nudge();
  await allDone();
  expect(acted).toEqual(["event-1"]);
});

test("the same event is noted once, and none of a shop that is not there", async () => {
  expect(await Promise.all([note(1), note(1), note(1)])).toEqual(
    expect.arrayContaining([true, false, false]),
  );
  expect(await waiting()).toBe(1);
  expect(await noteEvent(database.db, eventAt(2, { shop: "nobody.myshopify.com" }))).toBe(false);
  expect(await database.db.webhookEvent.count()).toBe(1);
});

test("news of scopes that were overtaken by later news change nothing", async () => {
  const { db } = database;
  await db.session.create({ data: { id: "offline", shop, isOnline: false, state: "", scope: "before" } });
  const scopeOf = async () => (await db.session.findUniqueOrThrow({ where: { id: "offline" } })).scope;
  const act = (event: ShopEvent) => updateScopes(db, shop, event, [event.eventId]);
  for (const second of [9, 8]) {
    await noteEvent(db, eventAt(second, { topic: "APP_SCOPES_UPDATE" }));
    workOf(act).nudge();
    await allDone();
    expect(await scopeOf()).toBe("event-9");
  }
});
