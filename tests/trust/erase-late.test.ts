import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { recordAudit } from "../../app/platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../../app/platform/db/db.server.ts";
import { PackshotError } from "../../app/platform/errors.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import type { Uploads } from "../../app/platform/objects/uploads.ts";
import { createSeal } from "../../app/platform/seal.server.ts";
import { createSessionStorage } from "../../app/platform/session-storage.server.ts";
import { beginErasing } from "../../app/privacy/begin-erasing.server.ts";
import { eraseShop } from "../../app/privacy/erase-shop.server.ts";
import { reapplyErasures } from "../../app/privacy/reapply-erasures.server.ts";
import { receiveEvent } from "../../app/privacy/receive-event.server.ts";
import { uninstall } from "../../app/privacy/uninstall.server.ts";
import type { LocalS3 } from "../../sandbox/s3/server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { erasingDeps, openStore, pseudonymOf } from "./erasing-deps.ts";
import { fillShop, keysOf, rowsBy } from "./full-shop.ts";
import { offlineOf, onlineOf } from "./sessions-of.ts";
import { stallAt } from "./stall-at.ts";

const log = createLogger("silent");
const seal = createSeal([{ id: "k", key: Buffer.alloc(32, "a key of the tests") }]);
const never = new AbortController().signal;
const nora = { id: "7", name: "Nora Lind" };
const IMAGES = 2;

let database: TestDatabase;
let db: Db;
let s3: LocalS3;
let objects: ObjectStore;
let uploads: Uploads;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  ({ s3, objects, uploads } = await openStore());
});
afterAll(async () => {
  await s3.stop();
  await database.close();
});

const put = (key: string) => objects.put(key, Buffer.from("x"), { contentType: "image/jpeg" });
const storage = () => createSessionStorage({ db, seal, log });

async function filled(): Promise<string> {
  const shop = `north-${randomUUID()}.myshopify.com`;
  await fillShop(db, shop, IMAGES);
  await Promise.all([...keysOf(shop, IMAGES), `shops/${shop}/exports/left-over.zip`].map(put));
  await uploads.begin(`shops/${shop}/exports/old.zip`, { contentType: "application/zip" });
  return shop;
}

async function begun(shop: string, change: Partial<ReturnType<typeof erasingDeps>> = {}) {
  const deps = { ...erasingDeps(database, objects, uploads), ...change };
  await beginErasing(deps, shop, { why: "person", now: new Date(), isDue: () => true });
  return deps;
}

/** What the merchant who is back has by then: everything, under names of its own. */
async function comesBack(shop: string) {
  await fillShop(db, shop, IMAGES);
  const key = `shops/${shop}/images/${randomUUID()}/1-y.jpg`;
  await put(key);
  await uploads.begin(`shops/${shop}/exports/new.zip`, { contentType: "application/zip" });
  return key;
}

async function allOf(shop: string) {
  const files = (await s3.keys()).filter((key) => key.startsWith(`shops/${shop}/`));
  return { rows: await rowsBy(db, shop), files, uploads: await uploads.open(`shops/${shop}/`) };
}

describe("an export that a worker makes at that moment", () => {
  const ZIP = { contentType: "application/zip" };

  it("is waited for, and whatever its worker did by then goes", async () => {
    const shop = await filled();
    const key = `shops/${shop}/exports/1/late.zip`;
    const leaseUntil = new Date(Date.now() + 60_000);
    const uploadId = await uploads.begin(key, ZIP);
    const by = { personId: "7", personName: "Nora Lind" };
    const lease = { state: "running", uploadId, leaseToken: "t", leaseUntil };
    await db.export.create({ data: { shop, ...by, ...lease, objectKey: key } });
    const deps = await begun(shop);
    await eraseShop(deps, shop, never);
    const { erasingUntil } = await db.shop.findUniqueOrThrow({ where: { shop } });
    expect(erasingUntil?.getTime()).toBe(leaseUntil.getTime() + 120_000);
    expect(await uploads.open(`shops/${shop}/`)).toEqual([]);

    await put(key); // its parts were put together after all
    await uploads.begin(key, ZIP);
    const later = { ...deps, clock: { now: () => new Date(Date.now() + 200_000) } };
    await eraseShop(later, shop, never);
    expect(await db.shop.count({ where: { shop } })).toBe(0);
    expect(await allOf(shop)).toMatchObject({ files: [], uploads: [] });
  });

  it("leaves no upload, also one that was begun while the rows went", async () => {
    const shop = await filled();
    let begins = 1;
    const list: ObjectStore["list"] = async function* (prefix) {
      if (begins-- > 0) await uploads.begin(`shops/${shop}/exports/1/late.zip`, ZIP);
      yield* objects.list(prefix);
    };
    await eraseShop(await begun(shop, { objects: { ...objects, list } }), shop, never);
    expect(await db.shop.count({ where: { shop } })).toBe(0);
    expect(await uploads.open(`shops/${shop}/`)).toEqual([]);
  });
});

describe("an eraser that stood still, and comes to itself when the merchant is back", () => {
  it("touches nothing of the new shop, wherever that was", { timeout: 300_000 }, async () => {
    for (let step = 1; ; step += 1) {
      const shop = await filled();
      const slow = stallAt(step, await begun(shop));
      const first = eraseShop(slow.deps, shop, never);
      const stalled = await Promise.race([slow.reached.then(() => true), first.then(() => false)]);
      if (!stalled) {
        expect(step).toBeGreaterThan(20);
        return;
      }
      await db.shop.update({ where: { shop }, data: { erasingUntil: null } }); // its lease ran out
      await eraseShop(erasingDeps(database, objects, uploads), shop, never);
      expect(await db.shop.count({ where: { shop } }), `${step}`).toBe(0);
      await comesBack(shop);
      const before = await allOf(shop);
      const report = await db.erasureReport.findFirst({ where: { pseudonym: pseudonymOf(shop) } });
      slow.goOn();
      await first;
      expect(await allOf(shop), `${step}`).toEqual(before);
      expect(
        await db.erasureReport.findFirst({ where: { pseudonym: pseudonymOf(shop) } }),
        `${step}`,
      ).toEqual(report);
    }
  });
});

describe("what is added to a shop while the last of it goes", () => {
  const additions: Record<string, (shop: string) => Promise<unknown>> = {
    "a person's session": (shop) => storage().storeSession(onlineOf(shop)),
    "an entry of who did what": (shop) =>
      recordAudit(db, shop, nora, { action: "audit_downloaded", on: "shop", details: {} }),
    "an event": (shop) =>
      receiveEvent(
        { db, log },
        { topic: "APP_UNINSTALLED", shop, eventId: "late", triggeredAt: new Date(), payload: {} },
      ),
  };

  test.each(Object.entries(additions))("%s is not stored", async (_, add) => {
    const shop = await filled();
    const deps = await begun(shop);
    let adding: Promise<unknown> | undefined;
    let isAdded = false;
    const ownerDb = new Proxy(deps.ownerDb, {
      get: (target, name): unknown =>
        name === "$transaction"
          ? (work: (tx: Queries) => Promise<unknown>) =>
              target.$transaction(async (tx) => {
                const outcome = await work(tx);
                if (outcome !== true) return outcome; // not yet the last one
                adding = add(shop).finally(() => (isAdded = true));
                await expect.poll(async () => isAdded || (await waitsForLock())).toBe(true);
                return outcome;
              })
          : Reflect.get(target, name),
    });
    await eraseShop({ ...deps, ownerDb }, shop, never);
    await adding;
    expect(isAdded).toBe(true);
    expect(Object.entries(await rowsBy(db, shop)).filter(([, rows]) => rows > 0)).toEqual([]);
    await add(shop);
    expect(Object.entries(await rowsBy(db, shop)).filter(([, rows]) => rows > 0)).toEqual([]);
  });

  async function waitsForLock(): Promise<boolean> {
    const waiting = await db.$queryRaw<unknown[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return waiting.length > 0;
  }
});

describe("credentials of a shop that has left", () => {
  it("are not brought back by a person whose token was on its way", async () => {
    const shop = `north-${randomUUID()}.myshopify.com`;
    await storage().storeSession(offlineOf(shop));
    await uninstall(db, shop, { triggeredAt: new Date() });
    await storage().storeSession(onlineOf(shop));
    expect(await db.session.count({ where: { shop } })).toBe(0);
    await storage().storeSession(offlineOf(shop));
    await storage().storeSession(onlineOf(shop));
    expect(await db.session.count({ where: { shop } })).toBe(2);
  });

  it("go first when it is erased, though the store is down and whoever began it was killed", async () => {
    const shop = await filled();
    const now = new Date();
    await db.shop.update({
      where: { shop },
      data: { erasingSince: now, erasingWhy: "person", uninstalledAt: now },
    });
    const down: ObjectStore = {
      ...objects,
      delete: async () => {
        throw new PackshotError("store_unavailable");
      },
    };
    await expect(eraseShop(erasingDeps(database, down, uploads), shop, never)).rejects.toThrow();
    expect(await db.session.count({ where: { shop } })).toBe(0);
  });
});

test("a shop that leaves waits for whoever has its batch and is about to note that", async () => {
  const shop = await filled();
  await db.batch.updateMany({ where: { shop }, data: { state: "running" } });
  let leaving: Promise<void> | undefined;
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Batch" WHERE shop = ${shop} FOR NO KEY UPDATE`;
    leaving = uninstall(db, shop, { triggeredAt: new Date() });
    await expect
      .poll(() => db.$queryRaw`SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)
      .not.toEqual([]);
    await recordAudit(tx, shop, nora, { action: "ledger_downloaded", on: "shop", details: {} });
  });
  await leaving;
  expect(await db.auditEntry.count({ where: { shop, action: "ledger_downloaded" } })).toBe(1);
});

describe("the report of an erasure", () => {
  it("lies in the store before anybody works: a backup put back then does not undo what was asked", async () => {
    const shop = await filled();
    await begun(shop);
    await db.erasureReport.deleteMany();
    const asBefore = { erasingSince: null, erasingWhy: "", uninstalledAt: null };
    await db.shop.update({ where: { shop }, data: asBefore });
    await reapplyErasures(erasingDeps(database, objects, uploads));
    expect(await db.shop.findUnique({ where: { shop } })).toMatchObject({ erasingWhy: "person" });
  });

  it("does not hold up the erasure when the store is down", async () => {
    const shop = await filled();
    const down: ObjectStore = {
      ...objects,
      put: async () => {
        throw new PackshotError("store_unavailable");
      },
    };
    const { enqueued } = await begun(shop, { objects: down });
    expect(enqueued).toMatchObject([{ job: { name: "erase_shop", shop } }]);
    expect(await db.session.count({ where: { shop } })).toBe(0);
  });
});
