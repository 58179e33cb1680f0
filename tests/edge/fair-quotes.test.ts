import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { statusOf } from "../../sandbox/shopify/admin-api/bulk-operations.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack({ catalogue: { products: 400, photosPerProduct: 1, photo: "small" } });
  stack.shopify.faults.bulkDelayMs = 600_000;
  await stack.startWeb();
  nora = merchant(stack);
});
afterAll(() => stack.close());

const db = () => stack.database.db;
const operations = () => [...stack.shopify.store.bulkOperations.values()];
const running = () => operations().filter((one) => statusOf(one, Date.now()) === "RUNNING");
const everything = { from: "search", filters: "{}" };

const quotedOf = (formToken: string, timeoutMs?: number) =>
  eventually(
    () => db().batch.findFirst({ where: { formToken } }),
    (batch) => batch?.state === "quoted",
    timeoutMs,
  );

it("eight large quotes that wait for Shopify hold up nobody else's", { timeout: 60_000 }, async () => {
  await Promise.all(Array.from({ length: 8 }, () => nora.quote(everything)));
  await eventually(
    async () => running().length,
    (count) => count === 5,
  );

  const other = merchant(stack, SECOND_STREET);
  const formToken = randomUUID();
  await other.quote(everything, { formToken });
  expect(await quotedOf(formToken, 5_000)).toMatchObject({ shop: SECOND_STREET, failureCode: null });
  expect(await db().batch.count({ where: { shop: NORTHWIND, state: "collecting" } })).toBe(8);
});

it(
  "a quote that is taken back lets go of Shopify's bulk query, and the next one begins",
  { timeout: 60_000 },
  async () => {
    const before = new Set(running().map(({ id }) => id));
    const batch = await db().batch.findFirstOrThrow({
      where: { shop: NORTHWIND, collecting: { path: ["step", "phase"], equals: "bulk_wait" } },
    });
    await nora.visit.post(`/app/batches/${batch.id}`, "routes/app.batches.$id", { intent: "discard" });
    const now = await eventually(
      async () => running(),
      (all) => all.length === 5 && all.some(({ id }) => !before.has(id)),
    );
    expect(now.filter(({ id }) => before.has(id))).toHaveLength(4);
  },
);

it("what waited is read when Shopify is done", { timeout: 90_000 }, async () => {
  for (const operation of running()) operation.readyAt = Date.now();
  stack.shopify.faults.bulkDelayMs = 0;
  await eventually(
    () => db().batch.groupBy({ by: ["state"], where: { shop: NORTHWIND }, _count: true }),
    (states) => states.length === 1 && states[0]?.state === "quoted" && states[0]._count === 7,
    80_000,
  );
});
