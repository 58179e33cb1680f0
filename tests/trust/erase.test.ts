import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountOf } from "../../app/credits/account.server.ts";
import { ledgerImbalance } from "../../app/credits/imbalance.server.ts";
import type { Db } from "../../app/platform/db/db.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import type { Uploads } from "../../app/platform/objects/uploads.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { beginErasing } from "../../app/privacy/begin-erasing.server.ts";
import { eraseShop } from "../../app/privacy/erase-shop.server.ts";
import { lastReport, StoredReport } from "../../app/privacy/erasure-report.server.ts";
import { pruneRecords } from "../../app/privacy/prune.server.ts";
import { reapplyErasures } from "../../app/privacy/reapply-erasures.server.ts";
import { sweepErasures } from "../../app/privacy/sweep-erasures.server.ts";
import type { LocalS3 } from "../../sandbox/s3/server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { cutOffAt } from "./cut-off.ts";
import { erasingDeps, openStore, pseudonymOf } from "./erasing-deps.ts";
import { measured } from "./measured.ts";
import { fillShop, keysOf, rowsBy } from "./full-shop.ts";

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

const log = createLogger("silent");
const IMAGES = 4;
const never = new AbortController().signal;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** A shop with rows everywhere, its files, one file and one upload that no row names, and a name that is found wherever it stands. */
async function filled(): Promise<string> {
  const shop = `north-${randomUUID()}.myshopify.com`;
  await fillShop(db, shop, IMAGES);
  const keys = [...keysOf(shop, IMAGES), `shops/${shop}/exports/left-over.zip`];
  await Promise.all(keys.map((key) => objects.put(key, Buffer.from("x"), { contentType: "image/jpeg" })));
  await uploads.begin(`shops/${shop}/exports/cut-off.zip`, { contentType: "application/zip" });
  return shop;
}

async function begun(shop: string, why: "redact" | "window" | "person" = "person") {
  const deps = erasingDeps(database, objects, uploads);
  expect(await beginErasing(deps, shop, { why, now: new Date(), isDue: () => true })).toBe(true);
  return deps;
}

async function filesOf(shop: string): Promise<string[]> {
  return (await s3.keys()).filter((key) => key.startsWith(`shops/${shop}/`));
}

const COUNTS = {
  ...{ files: 2 * IMAGES, filesWithoutRow: 1, images: IMAGES, generations: IMAGES, scopePhotos: IMAGES },
  ...{ publications: IMAGES / 2, batches: 1, productLocks: 1, exports: 1, exportParts: 1, auditEntries: 1 },
  ...{
    libraryProducts: Math.ceil(IMAGES / 3),
    imageDeletions: 1,
    bulkActions: 1,
    recipes: 1,
    recipeVersions: 1,
  },
  ...{ accounts: 1, ledgerEntriesKept: IMAGES + 2 },
};

describe("erasing a shop", () => {
  it("leaves no row and no object of it, and another shop as it was", async (context) => {
    const [shop, other] = [await filled(), await filled()];
    const before = await rowsBy(db, other);
    expect(Object.entries(await rowsBy(db, shop)).filter(([, rows]) => rows === 0)).toEqual([]);

    const deps = await begun(shop);
    expect(deps.enqueued).toMatchObject([{ job: { name: "erase_shop", shop } }]);
    await eraseShop(deps, shop, never);

    const rows = Object.values(await rowsBy(db, shop)).reduce((sum, count) => sum + count, 0);
    const files = await filesOf(shop);
    measured(context, { rows_left_after_erasure: rows, objects_left_after_erasure: files.length });
    expect(Object.entries(await rowsBy(db, shop)).filter(([, rows]) => rows > 0)).toEqual([]);
    expect(await filesOf(shop)).toEqual([]);
    expect(await uploads.open(`shops/${shop}/`)).toEqual([]);
    expect(await uploads.open(`shops/${other}/`)).toHaveLength(1);
    expect(deps.forgotten).toEqual([shop]);
    expect(await rowsBy(db, other)).toEqual(before);
    expect(await filesOf(other)).toHaveLength(2 * IMAGES + 1);
    expect(await ledgerImbalance(db)).toBe(0);
  });

  it("keeps billing entries and a report, in the database and in the store, that name nobody", async () => {
    const shop = await filled();
    const deps = await begun(shop, "redact");
    await eraseShop(deps, shop, never);

    const pseudonym = pseudonymOf(shop);
    const ledger = await db.ledgerEntry.findMany({ where: { shop: pseudonym } });
    expect(ledger).toHaveLength(IMAGES + 2);
    const report = await lastReport(db, pseudonym);
    expect(report).toMatchObject({ why: "redact", counts: COUNTS, finishedAt: expect.any(Date) as Date });
    const stored = await objects.get(`erasures/${pseudonym}/${report?.id}.json`);
    expect(StoredReport.parse(JSON.parse(stored.toString()))).toEqual(report);

    const kept = JSON.stringify([ledger, report], (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    for (const word of [shop.split(".")[0] ?? "", "Nora", "beach", "Bottle"])
      expect(kept).not.toContain(word);
  });

  it("ends the same wherever it is cut off, and counts everything once", { timeout: 300_000 }, async () => {
    let cuts = 0;
    for (let step = 1; ; step += 1) {
      const shop = await filled();
      const cut = cutOffAt(step, await begun(shop));
      await eraseShop(cut.deps, shop, never).catch(() => undefined);
      if (!cut.wasCut()) break;
      cuts += 1;
      await db.shop.updateMany({ where: { shop }, data: { erasingUntil: null } }); // its lease ran out
      const next = erasingDeps(database, objects, uploads);
      await sweepErasures(next);
      if (next.enqueued.some(({ job }) => job.shop === shop)) await eraseShop(next, shop, never);

      expect(
        Object.entries(await rowsBy(db, shop)).filter(([, rows]) => rows > 0),
        `${step}`,
      ).toEqual([]);
      expect(await filesOf(shop), `${step}`).toEqual([]);
      const report = await lastReport(db, pseudonymOf(shop));
      expect(report, `${step}`).toMatchObject({ finishedAt: expect.any(Date) as Date });
      const { filesWithoutRow, ...counts } = report?.counts ?? {};
      const { filesWithoutRow: _one, ...all } = COUNTS;
      expect(counts, `${step}`).toEqual(all);
      expect(filesWithoutRow ?? 0, `${step}`).toBeLessThanOrEqual(1); // gone before it is counted
    }
    expect(cuts).toBeGreaterThan(30);
  });

  it("waits for files that a worker may still be putting", async () => {
    const shop = await filled();
    const key = `shops/${shop}/images/0/2-y.jpg`;
    await db.storedObject.create({
      data: { shop, key, generationId: "generation-0", attempt: 2, state: "doomed" },
    });
    const deps = await begun(shop);
    await eraseShop(deps, shop, never);
    const { erasingUntil } = await db.shop.findUniqueOrThrow({ where: { shop } });
    expect(erasingUntil?.getTime()).toBeGreaterThan(Date.now() + 120_000);
    expect(await filesOf(shop)).toEqual([`shops/${shop}/exports/left-over.zip`]);
    await objects.put(key, Buffer.from("late"), { contentType: "image/jpeg" });

    const later = { ...deps, clock: { now: () => new Date(Date.now() + 200_000) } };
    await eraseShop(later, shop, never);
    expect(await db.shop.count({ where: { shop } })).toBe(0);
    expect(await filesOf(shop)).toEqual([]);
  });

  it("is done by one at a time, and by nobody for a shop that is not to be erased", async () => {
    const shop = await filled();
    const idle = erasingDeps(database, objects, uploads);
    await eraseShop(idle, shop, never);
    expect(idle.forgotten).toEqual([]);
    const deps = await begun(shop);
    await db.shop.update({ where: { shop }, data: { erasingUntil: new Date(Date.now() + 60_000) } });
    await eraseShop(deps, shop, never);
    expect(deps.forgotten).toEqual([]);
    expect(await beginErasing(deps, shop, { why: "redact", now: new Date(), isDue: () => true })).toBe(false);
  });
});

describe("a shop that was erased and returns", () => {
  it("begins anew, without a second starting grant", async () => {
    const shop = await filled();
    await eraseShop(await begun(shop), shop, never);
    await db.shop.create({ data: { shop } });
    const config = { startingGrant: 100, batchCap: 10, monthlyCap: 10, pseudonymOf };
    expect(await accountOf(db, shop, { config, now: new Date() })).toMatchObject({ available: 0 });
    expect(await ledgerImbalance(db)).toBe(0);
    const stranger = `${randomUUID()}.myshopify.com`;
    await db.shop.create({ data: { shop: stranger } });
    expect(await accountOf(db, stranger, { config, now: new Date() })).toMatchObject({ available: 100 });
  });
});

describe("a shop that left and was never redacted", () => {
  it("is erased when its days are over, and not a day before", async () => {
    const [due, early] = [await filled(), await filled()];
    await db.shop.update({ where: { shop: due }, data: { uninstalledAt: hoursAgo(30 * 24 + 1) } });
    await db.shop.update({ where: { shop: early }, data: { uninstalledAt: hoursAgo(29 * 24) } });
    const deps = erasingDeps(database, objects, uploads);
    await sweepErasures(deps);
    expect(await db.shop.findUnique({ where: { shop: due } })).toMatchObject({ erasingWhy: "window" });
    expect(await db.shop.findUnique({ where: { shop: early } })).toMatchObject({ erasingSince: null });
    expect(deps.enqueued.map(({ job }) => job.shop)).toContain(due);
  });
});

describe("after a backup was put back", () => {
  it("what was erased since is erased again, what came back since is not", async () => {
    const [erased, returned] = [await filled(), await filled()];
    for (const shop of [erased, returned]) await eraseShop(await begun(shop, "redact"), shop, never);
    const reports = (await s3.keys()).filter((key) => key.startsWith("erasures/")).length;
    await db.erasureReport.deleteMany(); // the backup is older than all of them
    await fillShop(db, erased, IMAGES);
    await db.shop.create({ data: { shop: returned } });

    const deps = { ...erasingDeps(database, objects, uploads), objects };
    expect(await reapplyErasures(deps)).toMatchObject({ reports, erased: 1 });
    expect(await db.shop.findUnique({ where: { shop: erased } })).toMatchObject({ erasingWhy: "redact" });
    expect(await db.shop.findUnique({ where: { shop: returned } })).toMatchObject({ erasingSince: null });
    expect(await reapplyErasures(deps)).toMatchObject({ erased: 0 });
    await eraseShop(deps, erased, never);
    expect(await db.shop.count({ where: { shop: erased } })).toBe(0);
    expect(await db.erasureReport.count()).toBe(reports + 1);
  });
});

describe("a report", () => {
  it("goes when its years are over, with its copy in the store", async () => {
    const shop = await filled();
    await eraseShop(await begun(shop), shop, never);
    const pseudonym = pseudonymOf(shop);
    const { id } = await db.erasureReport.findFirstOrThrow({ where: { pseudonym } });
    const daysAgo = (days: number) =>
      db.erasureReport.updateMany({ where: { id }, data: { begunAt: hoursAgo(24 * days) } });
    await daysAgo(7 * 365);
    await pruneRecords({ db, ownerDb: database.ownerDb, objects, log }, new Date());
    expect(await lastReport(db, pseudonym)).toMatchObject({ id });
    await daysAgo(7 * 366);
    await pruneRecords({ db, ownerDb: database.ownerDb, objects, log }, new Date());
    expect(await lastReport(db, pseudonym)).toBeNull();
    expect((await s3.keys()).filter((key) => key.includes(id))).toEqual([]);
  });
});
