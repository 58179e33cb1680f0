import pg from "pg";
import pino from "pino";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openDb, type Db } from "../../app/platform/db/db.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { expireImages } from "../../app/library/expire-images.server.ts";
import { listImages, waitingForReview } from "../../app/library/image-store.server.ts";
import { claimEvent } from "../../app/privacy/event-store.server.ts";
import { shopsToLookAt, takeToLookAt } from "../../app/publishing/standing-products.server.ts";
import { createRetentionServices } from "../../app/privacy/retention-services.server.ts";
import { createRetentionSweep } from "../../app/privacy/retention.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";

const IMAGES = 100_000;
const SHOP = "large.myshopify.com";
const days = { unpublished: 30, rejected: 14 };
const now = new Date();
const objects = { delete: async () => {} } as Partial<ObjectStore> as ObjectStore;

let database: TestDatabase;
let client: pg.Client;
/** What the app sent, in order. */
const sent: { text: string; values: unknown[] }[] = [];
let db: Db;

beforeAll(async () => {
  database = await testDatabase();
  const admin = new URL(inject("postgres").adminUrl); // fills in without looking at foreign keys
  admin.pathname = new URL(database.url).pathname;
  client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  await fill();
  db = openDb(database.url, 4, {
    onPool: (pool) => void pool.on("connect", (connection) => record(connection)),
  });
}, 180_000);
afterAll(async () => {
  await db.$disconnect();
  await client.end();
  await database.close();
});

/**
 * A shop after years: most of its images have expired, many are on products, thousands are due this moment, and another
 * thousand on each of the days to come.
 */
async function fill(): Promise<void> {
  const image = `"Image" (shop, id, "generationId", "batchId", "productId", "productTitle", "photoId", "photoAlt", "photoUrl",
    "recipeKey", "recipeVersion", "recipeName", model, "objectKey", "thumbnailKey", "mimeType", width, height, bytes, sha256,
    "altText", decision, "decidedAt", "unusedSince", "expiredAt")`;
  const id = (n: string) => `'0190' || lpad(to_hex(${n}), 8, '0')`;
  for (const statement of [
    "SET session_replication_role = replica",
    `INSERT INTO "Shop" (shop) SELECT 'shop-' || n || '.myshopify.com' FROM generate_series(1, 2000) n UNION SELECT '${SHOP}'`,
    `INSERT INTO ${image} SELECT '${SHOP}', ${id("n")}, ${id("n")}, 'b' || n % 10, (n % 1000)::text, 'Product', n::text, '', '', 'r', 1, 'R',
      'm', n || '.png', n || '.webp', 'image/png', 1, 1, 1, '', '',
      CASE WHEN n % 10 = 0 THEN 'rejected' WHEN n % 3 = 0 THEN 'approved' ELSE 'undecided' END,
      CASE WHEN n % 10 = 0 THEN now() - n % 40 * interval '1 day' END,
      CASE WHEN n % 4 <> 1 THEN now() - n % 45 * interval '1 day' - interval '1 minute' END,
      CASE WHEN n % 4 > 1 THEN now() END
      FROM generate_series(1, ${IMAGES}) n`,
    `INSERT INTO "StoredObject" (shop, key, "generationId", attempt, state)
      SELECT '${SHOP}', n || '.png', ${id("n")}, 1, 'kept' FROM generate_series(1, ${IMAGES}) n`,
    `INSERT INTO "WebhookEvent" (shop, topic, "eventId", "receivedAt")
      SELECT '${SHOP}', 'T', n::text, now() - n % 60 * interval '1 day' FROM generate_series(1, 50000) n`,
    `INSERT INTO "Session" (id, shop, "isOnline", state, expires)
      SELECT n::text, '${SHOP}', n % 2 = 0, '', now() - n % 60 * interval '1 hour' FROM generate_series(1, 50000) n`,
    `INSERT INTO "Publication" (shop, id, "imageId", "batchId", "productId", "photoId", state, placement, "fileName", "altText",
      "personId", "personName", "lookedAt")
      SELECT '${SHOP}', ${id("n")}, ${id("n")}, 'b', (n % 20000)::text, '1', 'live', 'end', '', '', '7', 'Ada',
      now() - n % 500 * interval '1 hour' FROM generate_series(1, 60000) n`,
    "VACUUM ANALYZE",
  ]) {
    await client.query(statement);
  }
}

function record(connection: pg.PoolClient): void {
  const send = connection.query.bind(connection) as (...args: unknown[]) => unknown;
  Object.assign(connection, {
    query: (...args: unknown[]) => {
      const [statement, values] = args;
      if (typeof statement === "string") sent.push({ text: statement, values: (values as unknown[]) ?? [] });
      else if (statement && typeof statement === "object" && "text" in statement) {
        const { text, values: own } = statement as { text: string; values?: unknown[] };
        sent.push({ text, values: own ?? (values as unknown[]) ?? [] });
      }
      return send(...args);
    },
  });
}

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Plan[];
};

const LARGE = ["Image", "StoredObject", "WebhookEvent", "Session", "Publication"];

/** Scans of the tables that grow: which, how, and how many rows each looked at. */
function scansIn(plan: Plan): { of: string; how: string; rows: number }[] {
  const of = plan["Relation Name"];
  const isScan = of !== undefined && LARGE.includes(of) && plan["Node Type"].includes("Scan");
  const passed = (plan["Rows Removed by Filter"] ?? 0) + (plan["Rows Removed by Index Recheck"] ?? 0);
  const rows = (plan["Actual Rows"] + passed) * plan["Actual Loops"];
  const own = isScan ? [{ of, how: plan["Node Type"], rows }] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scansIn)];
}

/** Does it, then explains every statement it sent, as it stands afterwards: there is much more to do. */
async function scansOf(act: () => Promise<unknown>) {
  sent.length = 0;
  await act();
  const scans: ReturnType<typeof scansIn> = [];
  for (const { text, values } of sent.filter((one) => /^\s*(SELECT|WITH|UPDATE|DELETE)/i.test(one.text))) {
    await client.query("BEGIN");
    const explained = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>({
      text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    });
    await client.query("ROLLBACK");
    const plan = explained.rows[0]?.["QUERY PLAN"][0].Plan;
    if (plan) scans.push(...scansIn(plan));
  }
  return scans;
}

function expectBounded(scans: Awaited<ReturnType<typeof scansOf>>, most: number): void {
  expect(scans.length).toBeGreaterThan(0);
  for (const { of, how, rows } of scans) {
    expect(`${of}: ${how}`).not.toBe(`${of}: Seq Scan`);
    expect({ of, how, isBounded: rows <= most, rows }).toMatchObject({ isBounded: true });
  }
}

test("letting images expire looks at no more than it takes", async () => {
  const scans = await scansOf(() => expireImages({ db, objects }, SHOP, { days, now, limit: 500 }));
  expect(scans.some(({ of, rows }) => of === "Image" && rows > 0)).toBe(true);
  expectBounded(scans, 1_500);
});

test("a whole sweep is bounded, whatever there is", async () => {
  const log = pino({ level: "silent" });
  const scans = await scansOf(
    createRetentionSweep({ db, ownerDb: database.ownerDb, objects, clock: { now: () => now }, log }),
  );
  expectBounded(scans, 4_000);
});

test("products are looked at again by stretches of indexes", async () => {
  const before = new Date(now.getTime() - 7 * 86_400_000);
  const page = { after: "a", before, shops: 500, most: 10 };
  expect((await shopsToLookAt(db, page)).shops).toEqual([SHOP]);
  expectBounded(await scansOf(() => shopsToLookAt(db, page)), 500);
  const scans = await scansOf(() => takeToLookAt(db, SHOP, { before, now, most: 5 }));
  expect(scans.some(({ of, rows }) => of === "Publication" && rows > 0)).toBe(true);
  expectBounded(scans, 100);
});

test("the next event is found without reading those behind it", async () => {
  const scans = await scansOf(() => claimEvent(db, now, 60_000));
  expect(scans.some(({ of, rows }) => of === "WebhookEvent" && rows > 0)).toBe(true);
  expectBounded(scans, 10);
});

test("what will go is told from stretches of an index", async () => {
  const services = createRetentionServices({ db, clock: { now: () => now } });
  const scans = await scansOf(() => services.forecast(SHOP, { images: 12 }));
  expectBounded(scans, 12_000);
  expectBounded(await scansOf(() => services.warnedOf(SHOP)), 2_000);
});

test("lists pass over what has expired", async () => {
  const scans = await scansOf(async () => {
    await listImages(db, SHOP, { limit: 24 });
    await listImages(db, SHOP, { limit: 24, decision: "approved" });
    await listImages(db, SHOP, { limit: 24, batchId: "b3" });
  });
  expectBounded(scans, 200);
  expectBounded(await scansOf(() => waitingForReview(db, SHOP)), 10_001);
});
