import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkInstalled } from "../../app/privacy/check-installed.server.ts";
import { sweepErasures } from "../../app/privacy/sweep-erasures.server.ts";
import { uninstall } from "../../app/privacy/uninstall.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { askingDeps, DAY, HOUR } from "./asking-deps.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.session.deleteMany();
  await database.db.shop.deleteMany();
});

const START = new Date("2026-11-20T12:00:00Z");
const after = (ms: number) => new Date(START.getTime() + ms);
const named = (n: number) => `shop-${n}.myshopify.com`;
const at = (shop: string) => database.db.shop.findUniqueOrThrow({ where: { shop } });

/** Shops that nobody has opened for days, and that were asked for all through the last day. */
async function fleet(shops: number): Promise<void> {
  await database.db.shop.createMany({
    data: Array.from({ length: shops }, (_, n) => ({
      ...{ shop: named(n), installedAt: after(-40 * DAY), seenInstalledAt: after(-9 * DAY) },
      checkedAt: after(-(n / shops) * DAY),
    })),
  });
}

type Deps = ReturnType<typeof askingDeps>;

/** As the sweep does, by the minutes. */
async function check(deps: Deps, hours: number, everyMinutes = 10): Promise<void> {
  for (let ms = 0; ms < hours * HOUR; ms += everyMinutes * 60_000) {
    deps.at(after(ms));
    await checkInstalled(deps);
  }
}

const gone = () => database.db.shop.count({ where: { uninstalledAt: { not: null } } });

describe("the daily check", () => {
  it(
    "uninstalls nobody when Shopify refuses all, though it asks them one by one",
    { timeout: 60_000 },
    async () => {
      await fleet(60);
      const deps = askingDeps(database.db, () => "refused");
      await check(deps, 60);
      expect(await gone()).toBe(0);
      expect(deps.errors.join()).toContain("Shopify refuses too many shops at once");
      expect(await database.db.shop.count({ where: { reconnectWhy: "refused" } })).toBe(60);
    },
  );

  it("finds the few that have left, and keeps the others", { timeout: 60_000 }, async () => {
    await fleet(60);
    const left = [named(3), named(40)];
    await check(
      askingDeps(database.db, (shop) => (left.includes(shop) ? "refused" : "here")),
      60,
    );
    const found = await database.db.shop.findMany({ where: { uninstalledAt: { not: null } } });
    expect(found.map(({ shop, uninstallLearnt }) => [shop, uninstallLearnt]).sort()).toEqual(
      left.map((shop) => [shop, "inferred"]),
    );
  });

  it("asks a refused shop again soon, ever less often, and its work goes on when that has passed", async () => {
    await fleet(2);
    let isRefused = true;
    const deps = askingDeps(database.db, (shop) => (isRefused && shop === named(0) ? "refused" : "here"));
    await database.db.shop.update({
      where: { shop: named(0) },
      data: { reconnectSince: START, reconnectWhy: "refused", checkedAt: START },
    });
    await check(deps, 3, 1);
    expect(deps.asked.filter((shop) => shop === named(0))).toHaveLength(7); // after 2, 4, 8, ... 128 minutes
    isRefused = false;
    await check(deps, 5, 1);
    expect(await at(named(0))).toMatchObject({ reconnectSince: null, reconnectWhy: "", uninstalledAt: null });
  });
});

describe("a shop of which it is only inferred that it left", () => {
  /** It left at the start, with tokens that Shopify refuses. */
  async function inferred(says: () => "here" | "refused" | "unknown") {
    await fleet(1);
    const sessions = [`offline_${named(0)}`, `${named(0)}_7`];
    await database.db.session.createMany({
      data: sessions.map((id, n) => ({ id, shop: named(0), isOnline: n === 1, state: "" })),
    });
    await uninstall(database.db, named(0), { triggeredAt: START, isInferred: true });
    const deps = askingDeps(database.db, says);
    const daysLater = async (days: number) => {
      deps.at(after(days * DAY));
      await checkInstalled(deps);
      await sweepErasures(deps);
      return at(named(0));
    };
    return { deps, daysLater };
  }

  it("keeps no person's token, and its own, which Shopify refuses, to ask with", async () => {
    await inferred(() => "refused");
    expect(await database.db.session.findMany({ select: { isOnline: true } })).toEqual([{ isOnline: false }]);
    await uninstall(database.db, named(0), { triggeredAt: after(HOUR) });
    expect(await at(named(0))).toMatchObject({ uninstallLearnt: "told" });
    expect(await database.db.session.count()).toBe(0);
  });

  it("is asked for once more before it is erased", async () => {
    const { deps, daysLater } = await inferred(() => "refused");
    expect(await daysLater(29)).toMatchObject({ erasingSince: null });
    expect(deps.asked).toEqual([]);
    expect(await daysLater(30.1)).toMatchObject({ erasingWhy: "window" });
    expect(deps.asked).toEqual([named(0)]);
  });

  it("is here again when Shopify says so", async () => {
    const { daysLater } = await inferred(() => "here");
    expect(await daysLater(30.1)).toMatchObject({
      uninstalledAt: null,
      uninstallLearnt: "",
      erasingSince: null,
    });
    expect(await daysLater(60)).toMatchObject({ erasingSince: null });
    const acts = await database.db.auditEntry.findMany({ orderBy: { at: "asc" }, select: { action: true } });
    expect(acts.at(-1)).toEqual({ action: "reinstalled" });
  });

  it("is erased some days later where Shopify says neither, asked once a day", async () => {
    const { deps, daysLater } = await inferred(() => "unknown");
    for (const days of [30.1, 30.2, 31.2, 32.3])
      expect(await daysLater(days)).toMatchObject({ erasingSince: null });
    expect(deps.asked).toHaveLength(3);
    expect(await daysLater(33.4)).toMatchObject({ erasingWhy: "window" });
  });
});
