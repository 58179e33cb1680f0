import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redactShop } from "../../app/privacy/redact-shop.server.ts";
import { uninstall } from "../../app/privacy/uninstall.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { askingDeps, HOUR } from "./asking-deps.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);
/** The one that Shopify sends now: 48 hours after an uninstall. */
const REDACT = { triggeredAt: new Date() };

/** When the shop opened Packshot last, and when an event said that it had left since. */
async function shopWith({ seen, left }: { seen: number; left?: number }): Promise<string> {
  const shop = `north-${randomUUID()}.myshopify.com`;
  await database.db.shop.create({
    data: { shop, installedAt: hoursAgo(500), seenInstalledAt: hoursAgo(seen) },
  });
  if (left !== undefined) await uninstall(database.db, shop, { triggeredAt: hoursAgo(left) });
  return shop;
}

const whyErased = async (shop: string) =>
  (await database.db.shop.findUniqueOrThrow({ where: { shop } })).erasingWhy;

describe("shop/redact", () => {
  it("erases a shop that has been gone since the uninstall it speaks of", async () => {
    const shop = await shopWith({ seen: 100, left: 48 });
    const deps = askingDeps(database.db, () => "here");
    await redactShop(deps, shop, REDACT);
    expect(await whyErased(shop)).toBe("redact");
    expect(deps.asked).toEqual([]);
  });

  it("counts from the uninstall itself, however late we heard of it", async () => {
    const shop = await shopWith({ seen: 100 });
    await uninstall(database.db, shop, { triggeredAt: hoursAgo(48) }); // sent again for hours, and comes only now
    await redactShop(
      askingDeps(database.db, () => "here"),
      shop,
      REDACT,
    );
    expect(await whyErased(shop)).toBe("redact");
  });

  it("leaves a shop alone that came back, though nobody opened Packshot for two days", async () => {
    const shop = await shopWith({ seen: 47.6 }); // twenty minutes after the uninstall
    await redactShop(
      askingDeps(database.db, () => "here"),
      shop,
      REDACT,
    );
    expect(await whyErased(shop)).toBe("");
  });

  it("of the first uninstall erases nothing of a shop that left a second time", async () => {
    const shop = await shopWith({ seen: 40, left: 1 });
    const deps = askingDeps(database.db, () => "refused");
    await redactShop(deps, shop, REDACT);
    expect(await whyErased(shop)).toBe("");
    const second = { triggeredAt: new Date(Date.now() + 47.5 * HOUR) };
    await redactShop(deps, shop, second);
    expect(await whyErased(shop)).toBe("redact");
  });

  it("whose uninstall never came erases only what Shopify refuses", async () => {
    const [gone, here, silent] = [
      await shopWith({ seen: 60 }),
      await shopWith({ seen: 60 }),
      await shopWith({ seen: 60 }),
    ];
    const deps = askingDeps(database.db, (shop) =>
      shop === gone ? "refused" : shop === here ? "here" : "unknown",
    );
    await redactShop(deps, gone, REDACT);
    await redactShop(deps, here, REDACT);
    await expect(redactShop(deps, silent, REDACT)).rejects.toMatchObject({ code: "shopify_unreachable" });
    expect(await Promise.all([gone, here, silent].map(whyErased))).toEqual(["redact", "", ""]);
  });

  it("asks Shopify where the uninstall was only inferred, whenever that was", async () => {
    const shop = await shopWith({ seen: 60 });
    await uninstall(database.db, shop, { triggeredAt: hoursAgo(25), isInferred: true });
    const deps = askingDeps(database.db, () => "refused");
    await redactShop(deps, shop, REDACT);
    expect([await whyErased(shop), deps.asked]).toEqual(["redact", [shop]]);
  });

  it("spares a shop that came back while Shopify was asked", async () => {
    const shop = await shopWith({ seen: 60 });
    const deps = askingDeps(database.db, () => "refused");
    const adminFor: typeof deps.adminFor = (one) => ({
      request: async (...request) => {
        await database.db.shop.update({ where: { shop }, data: { seenInstalledAt: new Date() } });
        return deps.adminFor(one).request(...request);
      },
    });
    await redactShop({ ...deps, adminFor }, shop, REDACT);
    expect(await whyErased(shop)).toBe("");
  });
});
