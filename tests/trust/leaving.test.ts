import { afterEach, beforeEach, describe, expect, inject, it, type TestContext } from "vitest";
import { ledgerImbalance } from "../../app/credits/imbalance.server.ts";
import { PROMISES } from "../../app/privacy/promises.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND, SECOND_STREET } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { rowsBy } from "./full-shop.ts";
import { measured } from "./measured.ts";
import { CATALOGUE, stopAfterUninstall } from "./stop-after-uninstall.ts";

let stack: Stack;
beforeEach(async () => {
  stack = await startStack({ catalogue: CATALOGUE });
});
afterEach(() => stack.close());

const db = () => stack.database.db;
const timeout = 180_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const left = async (shop: string) => Object.entries(await rowsBy(db(), shop)).filter(([, rows]) => rows > 0);
const filesOf = async (shop: string) =>
  (await stack.s3.keys()).filter((key) => key.startsWith(`shops/${shop}/`));

const standing = (shop = NORTHWIND) => db().shop.findUnique({ where: { shop } });
const sandboxed = (action: string) =>
  fetch(`${stack.shopify.origin}/sandbox/shops/${NORTHWIND}/${action}`, { method: "POST" });

/** A shop with one image, approved. */
async function withImage(domain: string) {
  const owner = merchant(stack, domain);
  const [product] = owner.products();
  if (!product) throw new Error("the demo shop is empty");
  await owner.generate([owner.photoOf(product)]);
  await owner.generationsOver();
  const image = await db().image.findFirstOrThrow({ where: { shop: domain } });
  await owner.decide(image.id, "approved");
  return { owner, image };
}

describe("uninstalling", () => {
  it.runIf(inject("redisUrl"))(
    "begins no call for the shop after five seconds, with all kinds of work under way in three processes",
    { timeout },
    (context) => stopsInTime(context, inject("redisUrl")),
  );

  it("begins none either where one process does everything", { timeout }, (context) =>
    stopsInTime(context, null),
  );

  async function stopsInTime(context: TestContext, redisUrl: string | null): Promise<void> {
    const { stopAfterUninstallS, late, callsBefore, underWay } = await stopAfterUninstall(stack, redisUrl);
    measured(context, { stop_after_uninstall_s: stopAfterUninstallS });
    process.stderr.write(
      `stop_after_uninstall_s: ${stopAfterUninstallS}, ${JSON.stringify({ callsBefore, underWay })}\n`,
    );
    expect(callsBefore.shopify).toBeGreaterThan(20);
    expect(underWay.model).toBeGreaterThanOrEqual(8);
    expect(underWay.queued).toBeGreaterThanOrEqual(500);
    expect(stopAfterUninstallS, JSON.stringify(late)).toBeLessThan(PROMISES.stopSeconds);
    await nothingIsLeftOfWork();
  }

  /** No work that goes on, no reservation, and no image but the four that were there before. */
  async function nothingIsLeftOfWork(): Promise<void> {
    expect(await db().session.count({ where: { shop: NORTHWIND } })).toBe(0);
    const [account] = await db().creditAccount.findMany({ where: { shop: NORTHWIND } });
    expect(account).toMatchObject({ reserved: 0 });
    expect(await db().batch.groupBy({ by: ["state"], orderBy: { state: "asc" } })).toEqual([
      { state: "cancelled" },
      { state: "done" },
    ]);
    const alive = { state: { in: ["queued", "running"] } };
    expect(await db().generation.count({ where: alive })).toBe(0);
    expect(await db().image.count()).toBe(4);
    const moving = { state: { in: ["pending", "uploading", "processing"] } };
    expect(await db().publication.count({ where: moving })).toBe(0);
    expect(await ledgerImbalance(db())).toBe(0);
  }

  it("keeps the library for a shop that comes back within the window", { timeout }, async () => {
    await stack.startWeb({ SWEEP_SECONDS: "1" });
    const { owner, image } = await withImage(NORTHWIND);
    await sandboxed("uninstall");
    await eventually(
      () => db().session.count(),
      (sessions) => sessions === 0,
    );
    await sandboxed("install");
    const review = await owner.visit.get("/app/review?show=all", "routes/app.review");
    expect(review.body).toMatchObject({ images: [{ id: image.id, decision: "approved" }] });
    expect(await standing()).toMatchObject({ uninstalledAt: null });
    expect((await owner.publish([image.id])).status).toBe(204);
    expect(await owner.publicationsOver()).toMatchObject([{ state: "live" }]);
  });

  it("whose webhook never came is found by asking Shopify, twice", { timeout }, async () => {
    await stack.startWeb({ SWEEP_SECONDS: "1" });
    await withImage(NORTHWIND);
    await merchant(stack, SECOND_STREET).visit.get("/app", "routes/app._index");
    stack.shopify.faults.webhookCopies = 0;
    await sandboxed("uninstall");

    await db().shop.updateMany({ data: { seenInstalledAt: hoursAgo(30) } });
    const [gone] = await eventually(
      () => db().shop.findMany({ where: { checkedAt: { not: null } }, orderBy: { shop: "asc" } }),
      (asked) => asked.length === 2 && asked.some((shop) => shop.reconnectSince),
    );
    expect(gone).toMatchObject({ shop: NORTHWIND, uninstalledAt: null });
    const yesterday = { checkedAt: hoursAgo(25), reconnectSince: hoursAgo(25), reconnectWhy: "refused" };
    await db().shop.update({ where: { shop: NORTHWIND }, data: yesterday });
    await eventually(standing, (shop) => shop?.uninstalledAt !== null);
    // Of its credentials stays what Shopify refuses: with it it is asked once more before anything is erased.
    expect(await db().session.findMany({ where: { shop: NORTHWIND } })).toMatchObject([{ isOnline: false }]);
    expect(await standing(SECOND_STREET)).toMatchObject({ uninstalledAt: null, reconnectSince: null });
  });
});

describe("erasing everything", () => {
  const erase = (owner: ReturnType<typeof merchant>, typed = NORTHWIND) =>
    owner.visit.post("/app/privacy/erase", "routes/app.privacy.erase", { typed });

  it("needs the store's address typed, and the product permission", { timeout }, async () => {
    await stack.startWeb();
    const owner = merchant(stack);
    await owner.visit.get("/app", "routes/app._index");
    expect(await erase(owner, SECOND_STREET)).toMatchObject({ status: 400 });
    expect(await erase(merchant(stack, NORTHWIND, "viewer"))).toMatchObject({ status: 403 });
    expect(await standing()).toMatchObject({ erasingSince: null });
  });

  it("takes all of the shop while work runs, tells its people, and begins anew", { timeout }, async () => {
    await stack.startWeb({ SWEEP_SECONDS: "1", LEASE_SECONDS: "3" });
    const { owner, image } = await withImage(NORTHWIND);
    const second = await withImage(SECOND_STREET);
    await owner.publish([image.id]);
    await owner.publicationsOver();
    stack.gemini.setBehaviour({ latencyMs: 5_000 });
    await owner.generate(
      owner
        .products()
        .slice(1, 9)
        .map((product) => owner.photoOf(product)),
    );
    await eventually(
      () => db().generation.count({ where: { state: "running", modelCalls: 1 } }),
      (running) => running > 0,
    );
    expect(await erase(owner, " Northwind-Goods.myshopify.com ")).toMatchObject({ status: 200 });

    // Whoever opens Packshot meanwhile is led to the page that tells how far it is, and no sooner begins anew.
    await eventually(
      async () => {
        const home = await owner.visit.get("/app", "routes/app._index");
        return [home.headers.get("X-Remix-Redirect") ?? home.headers.get("Location"), await standing()];
      },
      ([to, shop]) => to === null && shop !== null,
    );
    expect(await owner.visit.get("/app/privacy/erase", "routes/app.privacy.erase")).toMatchObject({
      body: {
        isErasing: false,
        goes: { images: 0 },
        erasure: { images: 1, finishedAt: expect.any(String) as string },
      },
    });
    expect(await owner.visit.get("/app/credits", "routes/app.credits")).toMatchObject({
      body: { account: { available: 0 } },
    });
    const kept = ["Shop", "Session", "CreditAccount", "LedgerEntry"]; // of the shop that it is now
    expect((await left(NORTHWIND)).map(([table]) => table).filter((table) => !kept.includes(table))).toEqual(
      [],
    );
    await eventually(
      () => filesOf(NORTHWIND),
      (files) => files.length === 0,
    );

    const product = owner.shop.products.get(`gid://shopify/Product/${image.productId}`);
    expect(product?.media.some((media) => media.alt === image.altText)).toBe(true); // published: the merchant's
    expect(await filesOf(SECOND_STREET)).toHaveLength(2);
    expect(await db().image.count({ where: { id: second.image.id } })).toBe(1);
    expect(await ledgerImbalance(db())).toBe(0);
  });

  it("goes on where it was when the process is killed", { timeout }, async () => {
    const app = await stack.startWeb({ SWEEP_SECONDS: "1" });
    const { owner } = await withImage(NORTHWIND);
    stack.s3.setFaults({ hangRate: 1 }); // in the middle of its first file
    await erase(owner);
    await eventually(
      async () => stack.s3.counts().hung,
      (hung) => hung > 0,
    );
    await app.kill("SIGKILL");
    expect(await standing()).toMatchObject({ erasingWhy: "person" });
    stack.s3.setFaults({});
    await db().shop.updateMany({ data: { erasingUntil: hoursAgo(1) } }); // its lease ran out
    await stack.startWeb({ SWEEP_SECONDS: "1" });
    await eventually(standing, (shop) => shop === null);
    expect(await left(NORTHWIND)).toEqual([]);
    expect(await filesOf(NORTHWIND)).toEqual([]);
    const reports = (await stack.s3.keys()).filter((key) => key.startsWith("erasures/"));
    expect(reports).toHaveLength(1);
  });
});
