import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readEnv } from "../../app/platform/env.server.ts";
import { JOB_NAMES, type JobName } from "../../app/platform/queue/queue.ts";
import { buildServices, type Services } from "../../app/services.server.ts";
import { startSandbox, type Sandbox } from "../../sandbox/start.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { addBatch, addImage, addPublication } from "../generation-rows.ts";
import { seedQuoted } from "../quoted-batches.ts";

/* A job is a shop and an id. One that names another shop's work finds nothing, whoever put it into the queue. */

let database: TestDatabase;
let sandbox: Sandbox;
let services: Services;
let hers: string;
let foreign: string;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await startSandbox({ databaseUrl: database.ownerUrl });
  services = buildServices(readEnv({ ...sandbox.env, LOG_LEVEL: "silent" }));
});
afterAll(async () => {
  await services.close();
  await sandbox.stop();
  await database.close();
});
beforeEach(async () => {
  [hers, foreign] = [`a-${randomUUID()}.myshopify.com`, `b-${randomUUID()}.myshopify.com`];
  await db().shop.createMany({ data: [{ shop: hers }, { shop: foreign }] });
});

const db = () => database.db;
const PRODUCT = "501";

/** Work of each kind that is due in her shop; answers the id that its job carries. */
const DUE: Record<JobName, () => Promise<string>> = {
  generate_image: async () => {
    const { ids } = await addBatch(db(), hers);
    await db().generation.updateMany({ where: { shop: hers }, data: { runAfter: new Date(0) } });
    return ids[0] ?? "";
  },
  collect_batch: async () => (await seedQuoted(db(), { shop: hers, photos: 0, state: "collecting" })).id,
  make_generations: async () => (await seedQuoted(db(), { shop: hers, photos: 3, state: "running" })).id,
  publish_product: () => published(hers, "pending"),
  restore_product: async () => {
    const product = await published(hers, "live");
    await db().publication.updateMany({ where: { shop: hers }, data: { restoringAt: new Date() } });
    return product;
  },
  erase_shop: async () => {
    await db().shop.update({
      where: { shop: hers },
      data: { erasingSince: new Date(), erasingWhy: "person" },
    });
    return hers;
  },
  build_export: async () =>
    (await db().export.create({ data: { shop: hers, personId: "7", personName: "Nora" } })).id,
};

async function published(shop: string, state: string): Promise<string> {
  const { batchId, ids } = await addBatch(db(), shop);
  await addPublication(
    db(),
    shop,
    await addImage(db(), { shop, batchId, ids }, ids[0] ?? "", PRODUCT),
    state,
  );
  return PRODUCT;
}

/** All that the database holds of a shop. */
async function heldOf(shop: string): Promise<Record<string, string | null>> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'shop' ORDER BY 1`;
  const held = tables.map(async ({ name }) => {
    const [row] = await db().$queryRawUnsafe<{ rows: string | null }[]>(
      `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS rows FROM "${name}" t WHERE shop = $1`,
      shop,
    );
    return [name, row?.rows ?? null] as const;
  });
  return Object.fromEntries(await Promise.all(held));
}

const asked = () => ({
  shopify: sandbox.shopify.store.calls.counts(),
  model: sandbox.gemini.calls(),
  store: sandbox.s3.counts().requests,
});
const run = (name: JobName, shop: string, id: string) =>
  services.jobs[name]({ shop, id }, new AbortController().signal);

it.each(JOB_NAMES)("%s: with another shop's id nothing is read, asked or changed", async (name) => {
  const id = await DUE[name]();
  const before = [await heldOf(hers), await heldOf(foreign), asked()];
  await run(name, foreign, id);
  expect([await heldOf(hers), await heldOf(foreign), asked()]).toEqual(before);
});

it.each(JOB_NAMES)("%s: by its own shop the same id is taken up", async (name) => {
  const id = await DUE[name]();
  const before = await heldOf(hers);
  await run(name, hers, id).catch(() => undefined); // with no credentials it gets no further than it must
  expect(await heldOf(hers)).not.toEqual(before);
});

it("of two shops whose products have the same number, each job takes its own", async () => {
  await published(hers, "pending");
  await published(foreign, "pending");
  const [mine, theirs] = [await heldOf(hers), await heldOf(foreign)];
  await run("publish_product", foreign, PRODUCT);
  expect(await heldOf(hers)).toEqual(mine);
  expect(await heldOf(foreign)).not.toEqual(theirs);
});
