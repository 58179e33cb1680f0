import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
beforeEach(async () => {
  stack = await startStack({ geminiLatencyMs: 120_000 });
  stack.shopify.faults.mediaDelayMs = 20;
});
afterEach(() => stack.close());

/** What hosts give a process between SIGTERM and SIGKILL. */
const GRACE_MS = 30_000;
const timeout = 120_000;

/** Objects nobody kept: the next sweep wants to remove them. */
async function leaveObjectsBehind(): Promise<void> {
  const { db } = stack.database;
  const { shop, id: generationId } = await db.generation.findFirstOrThrow();
  const createdAt = new Date(Date.now() - 3_600_000);
  await db.storedObject.create({
    data: {
      shop,
      key: `shops/${shop}/${randomUUID()}`,
      generationId,
      attempt: 1,
      state: "doomed",
      createdAt,
    },
  });
}

it(
  "stops within 30 seconds while images are made and the store hangs, and hands work back",
  { timeout },
  async () => {
    const app = await stack.startWeb({ SWEEP_SECONDS: "1" });
    const nora = merchant(stack);
    const { db } = stack.database;
    await nora.generate(
      nora
        .products()
        .slice(0, 3)
        .map((product) => nora.photoOf(product)),
    );
    await eventually(
      () => db.generation.count({ where: { modelCalls: 1 } }),
      (calls) => calls === 3,
    );
    stack.s3.setFaults({ hangRate: 1 });
    await leaveObjectsBehind();
    await eventually(
      async () => stack.s3.counts().hung,
      (hung) => hung > 0,
    );

    const asked = Date.now();
    await app.kill("SIGTERM");
    expect(Date.now() - asked).toBeLessThan(GRACE_MS);
    const rows = await db.generation.findMany();
    expect(rows.map(({ state, attempt, leaseToken }) => [state, attempt, leaseToken])).toEqual(
      rows.map(() => ["queued", 0, null]),
    );
  },
);

it.runIf(inject("redisUrl"))(
  "a worker hands back what it has not finished when it stops",
  { timeout },
  async () => {
    const settings = { REDIS_URL: inject("redisUrl") ?? "" };
    await stack.startWeb(settings);
    const worker = await stack.startWorker(settings);
    const nora = merchant(stack);
    const { db } = stack.database;
    await nora.generate(
      nora
        .products()
        .slice(0, 2)
        .map((product) => nora.photoOf(product)),
    );
    await eventually(
      () => db.generation.count({ where: { modelCalls: 1 } }),
      (calls) => calls === 2,
    );
    const asked = Date.now();
    await worker.kill("SIGTERM");
    expect(Date.now() - asked).toBeLessThan(GRACE_MS);
    expect(await db.generation.findMany()).toMatchObject([{ state: "queued" }, { state: "queued" }]);

    stack.gemini.setBehaviour({ latencyMs: 0 });
    await stack.startWorker({ ...settings, SWEEP_SECONDS: "1" });
    await nora.generationsOver();
    expect(await db.image.count()).toBe(2);
  },
);

it("answers who asked before it stops", { timeout }, async () => {
  const app = await stack.startWeb();
  const nora = merchant(stack);
  await nora.visit.get("/app", "routes/app._index");
  stack.shopify.faults.latencyMs = 2_000;
  const page = nora.visit.get("/app/products", "routes/app.products._index").catch((error: unknown) => error);
  await eventually(
    async () => stack.shopify.store.calls.counts(),
    (counts) => "SearchProducts" in counts,
  );
  await app.kill("SIGTERM");
  expect(await page).toMatchObject({ status: 200 });
});

it(
  "goes on publishing while the store refuses to remove what the sweep wants gone",
  { timeout },
  async () => {
    stack.gemini.setBehaviour({ latencyMs: 0 });
    await stack.startWeb({ SWEEP_SECONDS: "1" });
    const nora = merchant(stack);
    const [product] = nora.products();
    if (!product) throw new Error("the demo shop is empty");
    await nora.generate([nora.photoOf(product)]);
    await nora.generationsOver();
    const { db } = stack.database;
    const image = await db.image.findFirstOrThrow();
    await nora.decide(image.id, "approved");
    await nora.publish([image.id]);
    await nora.publicationsOver();

    stack.s3.setFaults({ errorRate: 1 });
    await leaveObjectsBehind();
    // As a crash leaves it: asked for, and in no queue.
    await db.publication.updateMany({ data: { restoringAt: new Date(), attempt: 0 } });
    await eventually(
      () => db.publication.findFirstOrThrow(),
      ({ state }) => state === "restored",
    );
  },
);

it("says that it is not ready, and says it soon, when the store hangs", { timeout }, async () => {
  await stack.startWeb();
  stack.s3.setFaults({ hangRate: 1 });
  const asked = Date.now();
  const answer = await fetch(`${stack.appUrl}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { database: "ok", queue: "ok", store: "down", work: "ok" },
  ]);
  expect(Date.now() - asked).toBeLessThan(10_000);
});

it("outlives its database's restart", { timeout }, async () => {
  await stack.startWeb();
  const nora = merchant(stack);
  await nora.visit.get("/app", "routes/app._index");
  await stack.database.db.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`;
  await eventually(
    () => nora.visit.get("/app", "routes/app._index").catch(() => null),
    (answer) => answer?.status === 200,
  );
});
