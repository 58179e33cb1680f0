import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { lookForShop, modulesOfTheApp, type ShopFirst } from "./shop-first.ts";

const SWEEP = "a sweep: finds a few rows that are due, of any shop, and hands each on with its shop";
const DISPATCH = "looks at all that waits, to share the places among shops; each pick carries its shop";
const MODEL = "the model's stops and days are the operator's, and of no shop";
const PSEUDONYM = "of an erased shop nothing but its pseudonym may be written";
const OPERATOR = "the operator's command, which names the shop in its arguments or counts all";
const LIBRARY =
  "Shopify's library asks by the session's id, which names the shop; the row is checked against it";
const CLOCK = "reads the database's time";
const MARK = "compares the one mark of the bucket with that of the database";

/** Functions that span shops on purpose, and why. */
const SPANNING: Record<string, string> = {
  "app/credits/imbalance.server.ts ledgerImbalance": OPERATOR,
  "app/generation/dispatch-collecting.server.ts dispatchCollecting": DISPATCH,
  "app/generation/dispatch-store.server.ts waitingAcrossShops": DISPATCH,
  "app/generation/dispatch.server.ts createDispatcher().nudge": DISPATCH,
  "app/generation/dispatch.server.ts createDispatcher().standsStill": DISPATCH,
  "app/generation/dispatch.server.ts createDispatcher().start": DISPATCH,
  "app/generation/dispatch.server.ts createDispatcher().stop": DISPATCH,
  "app/generation/model-calls.server.ts modelToday": MODEL,
  "app/generation/model-stops.server.ts liftStop": MODEL,
  "app/generation/model-stops.server.ts listStops": MODEL,
  "app/generation/model-stops.server.ts modelStop": MODEL,
  "app/generation/model-stops.server.ts stopModel": MODEL,
  "app/generation/sweep-batches.server.ts sweepBatches": SWEEP,
  "app/generation/sweep-store.server.ts failInterruptedAcrossShops": SWEEP,
  "app/generation/sweep-store.server.ts leftoverObjectsAcrossShops": SWEEP,
  "app/generation/sweep.server.ts sweepGenerations": SWEEP,
  "app/library/bulk-row.server.ts runningBulkAcrossShops": DISPATCH,
  "app/library/bulk-work.server.ts createBulkWork().nudge": DISPATCH,
  "app/library/bulk-work.server.ts createBulkWork().stop": DISPATCH,
  "app/operate-commands.server.ts operate": OPERATOR,
  "app/operate-status.server.ts operatorStatus": OPERATOR,
  "app/platform/objects/store-mark.server.ts adoptStore": OPERATOR,
  "app/platform/objects/store-mark.server.ts createStoreMark().assertOurs": MARK,
  "app/platform/objects/store-mark.server.ts createStoreMark().atStart": MARK,
  "app/platform/reconnect.server.ts sweepReconnect": SWEEP,
  "app/platform/reseal-sessions.server.ts resealSessions":
    "seals every session anew, each bound to its own row",
  "app/platform/session-storage.server.ts createSessionStorage().deleteSession": LIBRARY,
  "app/platform/session-storage.server.ts createSessionStorage().deleteSessions": LIBRARY,
  "app/platform/session-storage.server.ts createSessionStorage().loadSession": LIBRARY,
  "app/platform/shared-clock.server.ts createSharedClock().now": CLOCK,
  "app/platform/shared-clock.server.ts createSharedClock().stop": CLOCK,
  "app/privacy/check-installed.server.ts checkInstalled": SWEEP,
  "app/privacy/drop-exports.server.ts clearFailed": SWEEP,
  "app/privacy/erasure-report.server.ts countErased": PSEUDONYM,
  "app/privacy/erasure-report.server.ts createReport": PSEUDONYM,
  "app/privacy/erasure-report.server.ts finishReport": PSEUDONYM,
  "app/privacy/erasure-report.server.ts lastReport": PSEUDONYM,
  "app/privacy/erasure-report.server.ts reportById": PSEUDONYM,
  "app/privacy/event-store.server.ts claimEvent": DISPATCH,
  "app/privacy/event-work.server.ts createEventWork().nudge": DISPATCH,
  "app/privacy/event-work.server.ts createEventWork().stop": DISPATCH,
  "app/privacy/installed-store.server.ts claimAsked": SWEEP,
  "app/privacy/installed-store.server.ts isFaultOfOurs": SWEEP,
  "app/privacy/prune.server.ts pruneRecords": SWEEP,
  "app/privacy/reapply-erasures.server.ts reapplyErasures": OPERATOR,
  "app/privacy/reconcile.server.ts reconcile": OPERATOR,
  "app/privacy/retention-store.server.ts shopsWithExpiring": SWEEP,
  "app/privacy/retention.server.ts createRetentionSweep()": SWEEP,
  "app/privacy/sweep-erasures.server.ts sweepErasures": SWEEP,
  "app/privacy/sweep-exports.server.ts sweepExports": SWEEP,
  "app/publishing/dispatch.server.ts dispatchProducts": DISPATCH,
  "app/publishing/due-products.server.ts dueProductsAcrossShops": DISPATCH,
  "app/publishing/look-again.server.ts createLookSweep()": SWEEP,
  "app/publishing/standing-products.server.ts shopsToLookAt": SWEEP,
  "app/publishing/sweep.server.ts sweepPublications": SWEEP,
};

const TOKEN = "asks Shopify with the person's own token, which opens one shop";

/** Services that pages get, beside those that the processes are run with. */
const SERVICES: Record<string, string> = {
  "catalog.search": TOKEN,
  "catalog.product": TOKEN,
  "catalog.filterOptions": TOKEN,
  "catalog.firstPhotosOf": TOKEN,
  "catalog.newestPhotos": TOKEN,
  "catalog.count": TOKEN,
  "privacy.reapplyErasures": OPERATOR,
};

/** What a process is run with: no page asks for it. */
const MACHINERY = [
  ...["log", "queue", "dispatcher", "collectingRounds", "publishingRounds", "shopify", "requestLimits"],
  ...["sweeps", "metrics", "operations", "clockSet", "storeChecked", "close"],
];

/** As somebody in a hurry would add them. */
const PLANTED = fileURLToPath(new URL("../../app/library/planted.server.ts", import.meta.url));
const CARELESS = `
  import type { Db, Queries } from "../platform/db/db.server.ts";
  import type { ObjectStore } from "../platform/objects/object-store.ts";
  type Deps = { db: Db; objects: ObjectStore };
  export const byId = (db: Queries, id: string) => db.image.findFirst({ where: { id } });
  export async function remove({ db }: Deps, imageIds: string[]) { await db.image.deleteMany({ where: { id: { in: imageIds } } }); }
  export async function shopLast(db: Db, objects: ObjectStore, id: string, shop: string) { return { db, objects, id, shop }; }
  export async function noShop(db: Db, image: { id: string }) { return { db, image }; }
  export const createImages = ({ db }: Deps) => ({ find: (id: string) => byId(db, id), mine: (shop: string) => ({ shop, db }) });
  export async function all(db: Db) { return db.image.findMany(); }
  export async function fine(db: Db, objects: ObjectStore, shop: string) { return { db, objects, shop }; }
  export async function carried({ db }: Deps, image: { shop: string; id: string }) { return { db, image }; }
  export async function many(db: Db, images: readonly { shop: string }[]) { return { db, images }; }
  export const pure = (id: string) => id;
`;

let found: ShopFirst;
beforeAll(() => {
  found = lookForShop(modulesOfTheApp(), { [PLANTED]: CARELESS });
}, 180_000);

const isPlanted = (name: string) => name.startsWith("app/library/planted.server.ts ");

it("every function that is handed the database takes the shop first, or is known to span shops", () => {
  expect(found.looked).toBeGreaterThan(200);
  expect(found.functions.filter((name) => !isPlanted(name))).toEqual(Object.keys(SPANNING).sort());
});

it("every service that a page can ask takes the shop first", () => {
  const asked = found.services.filter((name) => !MACHINERY.includes(name.split(".")[0] ?? ""));
  expect(asked.sort()).toEqual(Object.keys(SERVICES).sort());
});

it("one that is added without a shop is found", () => {
  expect(found.functions.filter(isPlanted).map((name) => name.split(" ")[1])).toEqual(
    ["all", "byId", "createImages().find", "noShop", "remove", "shopLast"].sort(),
  );
});
