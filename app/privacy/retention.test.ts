import { randomUUID } from "node:crypto";
import pino from "pino";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import { daysBefore } from "../library/image-days.ts";
import { keepImages } from "../library/keep-images.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { retentionOf, setRetention } from "./retention-days.server.ts";
import { createRetentionServices } from "./retention-services.server.ts";
import { createRetentionSweep } from "./retention.server.ts";
import { WINDOWS } from "./windows.ts";

const now = new Date();
const ada = { id: "7", name: "Ada", locale: "en", canEditProducts: true };
const log = pino({ level: "silent" });

const open: TestDatabase[] = [];
let database: TestDatabase;
let removed: string[];
beforeEach(async () => {
  database = await testDatabase();
  open.push(database);
  removed = [];
});
afterAll(() => Promise.all(open.map((one) => one.close())));

const sweeper = (at = now) => sweeperWith({ now: () => at });

function sweeperWith(clock: Clock, refuse: (key: string) => boolean = () => false) {
  const objects = {
    delete: async (keys: readonly string[]) => {
      if (keys.some(refuse)) throw new Error("AccessDenied");
      removed.push(...keys);
    },
  } as Partial<ObjectStore> as ObjectStore;
  return createRetentionSweep({ db: database.db, ownerDb: database.ownerDb, objects, clock, log });
}

async function shopWithImages(ages: readonly number[], shopRow: Record<string, unknown> = {}) {
  const rows = await seedBatch(database.db, ages.length);
  for (const [n, age] of ages.entries()) {
    const id = await addImage(database.db, rows, rows.ids[n] ?? "");
    await database.db.image.updateMany({ where: { id }, data: { unusedSince: daysBefore(now, age) } });
  }
  await database.db.shop.update({ where: { shop: rows.shop }, data: shopRow });
  return rows;
}

const left = (shop: string) => database.db.image.count({ where: { shop, expiredAt: null } });

describe("the sweep", () => {
  test("enforces each shop's own window", async () => {
    const usual = await shopWithImages([29, 31]);
    const short = await shopWithImages([0.5, 2, 31], { retentionDays: 1 });
    const long = await shopWithImages([29, 364, 366], { retentionDays: 365 });
    const leaving = await shopWithImages([31], { erasingSince: now });
    await sweeper()();
    expect(await left(usual.shop)).toBe(1);
    expect(await left(short.shop)).toBe(1);
    expect(await left(long.shop)).toBe(2);
    expect(await left(leaving.shop)).toBe(1);
    expect(removed).toHaveLength(8);
  });

  test("lets a shop's images stay while an export of them is made, for a day at most", async () => {
    const { shop } = await shopWithImages([31]);
    const started = { shop, state: "running", personId: "7", personName: "Ada" };
    const { id } = await database.db.export.create({ data: { ...started, createdAt: now } });
    await sweeper()();
    expect(await left(shop)).toBe(1);
    await database.db.export.update({
      where: { shop_id: { shop, id } },
      data: { createdAt: daysBefore(now, 2) },
    });
    await sweeper()();
    expect(await left(shop)).toBe(0);
  });

  test("goes on with what a person asked to be deleted before a crash", async () => {
    const { shop, batchId } = await shopWithImages([0, 0]);
    const askedAt = new Date(Date.now() + 60_000);
    await database.db.imageDeletion.create({ data: { shop, subject: "batch", subjectId: batchId, askedAt } });
    await sweeper()();
    expect(await left(shop)).toBe(2); // the request that asked is likely at it still
    await sweeper(new Date(askedAt.getTime() + 6_000))();
    expect(await database.db.image.count({ where: { shop } })).toBe(0);
    expect(await database.db.imageDeletion.count()).toBe(0);
  });

  test("deletes records whose window is over, and no others", async () => {
    const { db } = database;
    const { webhookEvents, endedSessions, erasureReports, auditLog, ledger } = WINDOWS;
    const around = (days: number) => [daysBefore(now, days + 0.1), daysBefore(now, days - 0.1)] as const;
    for (const receivedAt of around(webhookEvents.days)) {
      await db.webhookEvent.create({
        data: { shop: "a.myshopify.com", topic: "PRODUCTS_DELETE", eventId: randomUUID(), receivedAt },
      });
    }
    for (const expires of around(endedSessions.days)) {
      const session = { shop: "a.myshopify.com", state: "", expires };
      await db.session.create({ data: { id: randomUUID(), isOnline: true, ...session } });
      await db.session.create({ data: { id: randomUUID(), isOnline: false, ...session } });
    }
    for (const begunAt of around(erasureReports.days)) {
      await db.erasureReport.create({ data: { pseudonym: "erased:1", why: "redact", begunAt } });
    }
    for (const at of around(auditLog.days)) {
      await db.auditEntry.create({ data: { shop: "a.myshopify.com", action: "uninstalled", at } });
    }
    const entry = { kind: "grant", fromAccount: "operator", toAccount: "available", credits: 1 };
    for (const shop of ["erased:1", "a.myshopify.com"]) {
      for (const createdAt of around(ledger.days)) {
        await db.ledgerEntry.create({ data: { shop, key: randomUUID(), createdAt, ...entry } });
      }
    }
    await sweeper()();
    const since = (days: number) => ({ gt: daysBefore(now, days) });
    expect(await db.webhookEvent.count()).toBe(1);
    expect(await db.webhookEvent.count({ where: { receivedAt: since(webhookEvents.days) } })).toBe(1);
    expect(await db.session.count({ where: { isOnline: true } })).toBe(1);
    expect(await db.session.count({ where: { isOnline: false } })).toBe(2);
    expect(await db.erasureReport.count()).toBe(1);
    expect(removed).toEqual([expect.stringMatching(/^erasures\/erased:1\/.+\.json$/)]);
    expect(await db.auditEntry.findMany()).toMatchObject([{ at: around(auditLog.days)[1] }]);
    expect(await db.ledgerEntry.count({ where: { shop: "erased:1" } })).toBe(1);
    expect(await db.ledgerEntry.count({ where: { shop: "a.myshopify.com" } })).toBe(2);
  });

  test("goes on for all others where one shop's images, deletion or export cannot be removed", async () => {
    const { db } = database;
    const [broken, other] = [await shopWithImages([0, 31]), await shopWithImages([0, 31])];
    const askedAt = daysBefore(now, 1);
    for (const [n, { shop, batchId: subjectId }] of [broken, other].entries()) {
      await db.image.updateMany({ where: { shop }, data: { createdAt: daysBefore(now, 40) } });
      await db.imageDeletion.create({
        data: { shop, subject: "batch", subjectId, askedAt: new Date(askedAt.getTime() + n) },
      });
      const file = { objectKey: `shops/${shop}/exports/1.zip`, expiresAt: new Date(askedAt.getTime() + n) };
      await db.export.create({ data: { shop, state: "ready", personId: "7", personName: "Ada", ...file } });
    }
    await db.webhookEvent.create({
      data: { shop: "c.myshopify.com", topic: "T", eventId: "1", receivedAt: daysBefore(now, 90) },
    });
    let at = now;
    const sweep = sweeperWith({ now: () => at }, (key) => key.includes(broken.shop));
    await sweep();
    expect(await db.image.count({ where: { shop: other.shop } })).toBe(0);
    expect(await db.export.count({ where: { shop: other.shop, state: "ready" } })).toBe(0);
    expect(await db.webhookEvent.count()).toBe(0);
    expect(await db.imageDeletion.findMany()).toMatchObject([{ shop: broken.shop }]);

    const mended = sweeperWith({ now: () => at });
    at = daysBefore(now, -0.1);
    await mended();
    expect(await db.imageDeletion.count()).toBe(0);
    expect(await db.export.count({ where: { state: "ready" } })).toBe(0);
  });

  test("leaves alone for a while what failed, and comes back to it", async () => {
    const { db } = database;
    const { shop } = await shopWithImages([31, 31]);
    let [at, isDown, tries] = [now, true, 0];
    const sweep = sweeperWith({ now: () => at }, () => {
      tries += 1;
      return isDown;
    });
    await sweep();
    await db.image.updateMany({ where: { shop }, data: { expiredAt: null } });
    await sweep();
    expect(tries).toBe(1);
    [at, isDown] = [new Date(now.getTime() + 61_000), false];
    await sweep();
    expect(await left(shop)).toBe(0);
  });

  test("gives a rejected image its full window when it is kept no longer", async () => {
    const { db } = database;
    const { shop } = await shopWithImages([20]);
    const { id } = await db.image.findFirstOrThrow({ where: { shop } });
    const rejected = { decision: "rejected", decidedAt: daysBefore(now, 20), pinnedAt: daysBefore(now, 19) };
    await db.image.updateMany({ where: { shop }, data: rejected });
    await keepImages(db, shop, [id], { isKept: false, person: ada, now });
    await sweeper(daysBefore(now, -13.9))();
    expect(await left(shop)).toBe(1);
    await sweeper(daysBefore(now, -14.1))();
    expect(await left(shop)).toBe(0);
  });

  test("takes the file of an export whose time is over", async () => {
    const { shop } = await shopWithImages([0]);
    const data = {
      shop,
      state: "ready",
      personId: "7",
      personName: "Ada",
      objectKey: `shops/${shop}/exports/1/a.zip`,
    };
    await database.db.export.create({ data: { ...data, expiresAt: daysBefore(now, -1) } });
    await sweeper()();
    expect(removed).toEqual([]);
    await sweeper(daysBefore(now, -2))();
    expect(removed).toEqual([data.objectKey]);
    expect(await database.db.export.findMany()).toMatchObject([{ state: "expired" }]);
    await sweeper(daysBefore(now, -3))();
    expect(removed).toHaveLength(1);
  });
});

describe("a shop's own window", () => {
  test("is set at once where nothing goes, and asked about where something would", async () => {
    const { db } = database;
    const { shop } = await shopWithImages([2, 20, 25]);
    expect(await setRetention(db, shop, ada, { days: 60, isSure: false, now })).toBe(0);
    expect(await setRetention(db, shop, ada, { days: 10, isSure: false, now })).toBe(2);
    expect(await retentionOf(db, shop)).toEqual({ chosen: 60, days: { unpublished: 60, rejected: 14 } });
    await sweeper()();
    expect(await left(shop)).toBe(3);

    expect(await setRetention(db, shop, ada, { days: 10, isSure: true, now })).toBe(0);
    expect(await retentionOf(db, shop)).toEqual({ chosen: 10, days: { unpublished: 10, rejected: 10 } });
    await sweeper()();
    expect(await left(shop)).toBe(1);
    expect(await setRetention(db, shop, ada, { days: null, isSure: false, now })).toBe(0);
    expect((await retentionOf(db, shop)).days.unpublished).toBe(WINDOWS.unpublishedImages.days);
  });

  test.each([0, 366, 1.5, -1, Number.NaN])("is no %s days", async (days) => {
    const { shop } = await shopWithImages([]);
    await expect(setRetention(database.db, shop, ada, { days, isSure: true, now })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  test("is for people who may edit products", async () => {
    const { shop } = await shopWithImages([]);
    const viewer = { ...ada, canEditProducts: false };
    await expect(
      setRetention(database.db, shop, viewer, { days: 5, isSure: true, now }),
    ).rejects.toMatchObject({ code: "no_product_permission" });
  });
});

test("a person is warned of what nobody rejected, and sees which and when", async () => {
  const { db } = database;
  const { shop } = await shopWithImages([29.5, 27.5, 20]);
  const services = createRetentionServices({ db, clock: { now: () => now } });
  expect(await services.warnedOf(shop)).toEqual({ images: 2, isMore: false, days: 3 });
  const [today, later, ...none] = await services.forecast(shop, { images: 5 });
  expect(none).toEqual([]);
  expect([today, later]).toMatchObject([
    { within: 1, images: 1 },
    { within: 3, images: 1 },
  ]);
  await services.keepGoing(shop, ada, { to: later?.to ?? now });
  expect(await services.warnedOf(shop)).toEqual({ images: 0, isMore: false, days: 3 });
  const kept = await services.kept(shop, { images: 5 });
  expect(kept.images).toBe(2);
  await services.stopKeeping(shop, { ...ada, canEditProducts: true, askedAt: now }, kept.newest);
  expect((await services.kept(shop, { images: 5 })).images).toBe(0);
});
