import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decided } from "../../tests/decided.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, addPublication, seedBatch } from "../../tests/generation-rows.ts";
import { manyImages } from "../../tests/many-images.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { askBulk, askUndo } from "./ask-bulk.server.ts";
import type { BulkKind, BulkWhich } from "./bulk.ts";
import { bulkChunk } from "./bulk-chunk.server.ts";
import { cancelBulk, shownBulkActions } from "./bulk-store.server.ts";
import { endBulkActions } from "./leave-shop.server.ts";

const person = { id: "7", name: "Ada", locale: "en", canEditProducts: true };
const bob = { id: "8", name: "Bob" };
const START = Date.now() + 60_000;
const at = (seconds: number) => new Date(START + seconds * 1_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const deps = (remove: ObjectStore["delete"] = async () => {}) => ({
  db: database.db,
  objects: { delete: remove } as ObjectStore,
  beforeDeleted: async () => {},
  forgetCopies: async () => {},
});

async function seedImages(count: number) {
  const rows = await seedBatch(database.db, count);
  const images: string[] = [];
  for (const id of rows.ids) images.push(await addImage(database.db, rows, id));
  return { ...rows, images };
}

const ask = async (shop: string, kind: BulkKind, which: BulkWhich, now = at(0)) =>
  (await askBulk(database.db, shop, { person, now }, { kind, which, formToken: randomUUID() })).id;
const undo = async (shop: string, undoes: string, now = at(50)) =>
  (await askUndo(database.db, shop, { person, now }, { undoes, formToken: randomUUID() })).id;
const work = (shop: string, id: string, now = at(10)) => bulkChunk(deps(), shop, id, now);
const rowOf = (shop: string, id: string) =>
  database.db.bulkAction.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
const decisions = async (shop: string) => {
  const rows = await database.db.image.findMany({ where: { shop }, orderBy: { id: "asc" } });
  return rows.map(({ decision, decidedByName }) => `${decision} ${decidedByName ?? "-"}`);
};
const EVERYTHING: BulkWhich = { filter: {} };

describe("what is done to all that match", () => {
  test("is about no image that was made after the page was read", async () => {
    const rows = await seedBatch(database.db, 2);
    const { shop, ids } = rows;
    const [seen = "", unseen = ""] = [1_000, 2_000].map((ms) => uuidV7(new Date(START + ms)));
    for (const [n, id] of [seen, unseen].entries()) {
      const image = await addImage(database.db, rows, ids[n] ?? "");
      await database.db.image.update({ where: { shop_id: { shop, id: image } }, data: { id } });
    }
    const request = { kind: "approve", which: EVERYTHING, formToken: randomUUID() } as const;
    const { id } = await askBulk(database.db, shop, { person, now: at(9) }, { ...request, asOf: at(1) });
    await work(shop, id);
    expect(await decisions(shop)).toEqual(["approved Ada", "undecided -"]);
  });

  test("is about them as they stood: not what came later, was decided since, or is on its product", async () => {
    const rows = await seedImages(5);
    const { shop, images } = rows;
    await addPublication(database.db, shop, images[1] ?? "", "live");
    await decided(database.db, shop, [images[2] ?? ""], "approved", bob, at(-5));
    const id = await ask(shop, "reject", EVERYTHING);
    await decided(database.db, shop, [images[3] ?? ""], "approved", bob, at(5));
    const [late] = await database.db.generation.createManyAndReturn({
      data: { ...(await database.db.generation.findFirstOrThrow({ where: { shop } })), id: "z", ordinal: 9 },
    });
    await addImage(database.db, rows, late?.id ?? "");
    expect(await work(shop, id)).toBe(true);
    expect(await decisions(shop)).toEqual([
      ...["rejected Ada", "undecided -", "rejected Ada", "approved Bob", "rejected Ada", "undecided -"],
    ]);
    expect(await rowOf(shop, id)).toMatchObject({ state: "done", images: 5, done: 3, leftOut: 2 });
    expect(await work(shop, id)).toBe(false);
  });

  test("is about the shop's own, and what the filter says", async () => {
    const { shop, batchId } = await seedImages(2);
    const stranger = await seedImages(2);
    const theirs = await ask(stranger.shop, "approve", { filter: { batchId } });
    expect(await rowOf(stranger.shop, theirs)).toMatchObject({ state: "done", images: 0 });
    await expect(ask(stranger.shop, "approve", { ids: (await seedImages(1)).images })).rejects.toMatchObject({
      code: "not_found",
    });
    const id = await ask(shop, "approve", { filter: { batchId, decision: "undecided" } });
    expect(await work(stranger.shop, id)).toBe(false);
    await work(shop, id);
    expect(await decisions(shop)).toEqual(["approved Ada", "approved Ada"]);
    expect(await decisions(stranger.shop)).toEqual(["undecided -", "undecided -"]);
    expect(await database.db.auditEntry.findMany({ where: { shop } })).toMatchObject([
      { action: "images_approved", subject: "batch", subjectId: batchId, details: { images: 2 } },
    ]);
    expect(await database.db.auditEntry.count({ where: { shop: stranger.shop } })).toBe(0);
  });

  test("is one action, however often the form is sent, also at once", async () => {
    const { shop } = await seedImages(2);
    const request = { kind: "approve", which: EVERYTHING, formToken: randomUUID() } as const;
    const asked = await Promise.all(
      [1, 2, 3].map(() => askBulk(database.db, shop, { person, now: at(0) }, request)),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(await database.db.auditEntry.count({ where: { shop } })).toBe(1);
  });

  test("holds over what a bulk action did that was asked for before and ran since", async () => {
    const { shop } = await seedImages(2);
    const approving = await ask(shop, "approve", EVERYTHING);
    const rejecting = await ask(shop, "reject", { filter: { decision: "undecided" } }, at(1));
    const rejectingAll = await ask(shop, "reject", EVERYTHING, at(2));
    for (const id of [approving, rejecting, rejectingAll]) await work(shop, id);
    expect(await rowOf(shop, rejecting)).toMatchObject({ images: 2, done: 0 });
    expect(await rowOf(shop, rejectingAll)).toMatchObject({ done: 2, leftOut: 0 });
    expect(await decisions(shop)).toEqual(["rejected Ada", "rejected Ada"]);
  });

  test("keeps and lets go; only who may edit products lets go and deletes", async () => {
    const { shop, images } = await seedImages(3);
    const kept = () => database.db.image.count({ where: { shop, pinnedAt: { not: null } } });
    await work(shop, await ask(shop, "keep", { ids: images.slice(1) }));
    expect(await kept()).toBe(2);
    await work(shop, await ask(shop, "stop_keeping", { filter: { kept: true } }));
    expect(await kept()).toBe(0);
    for (const kind of ["stop_keeping", "delete"] as const) {
      const asker = { person: { ...person, canEditProducts: false }, now: at(0) };
      const request = { kind, which: EVERYTHING, formToken: randomUUID() };
      await expect(askBulk(database.db, shop, asker, request)).rejects.toMatchObject({
        code: "no_product_permission",
      });
    }
  });

  test("deletes rows and files, but of what is on its product", async () => {
    const { shop, images } = await seedImages(3);
    await addPublication(database.db, shop, images[1] ?? "", "live");
    const removed: string[] = [];
    const storing = deps(async (keys) => void removed.push(...keys));
    await bulkChunk(storing, shop, await ask(shop, "delete", EVERYTHING), at(1));
    expect(await database.db.image.findMany({ where: { shop } })).toMatchObject([{ id: images[1] }]);
    expect(removed).toHaveLength(4);
  });
});

describe("many", () => {
  test("go in chunks, by several processes at once, each image once", async () => {
    const { shop } = await manyImages(database.ownerDb, 1_201);
    const id = await ask(shop, "approve", EVERYTHING);
    for (let isMore = true; isMore;) {
      const went = await Promise.all([1, 2, 3].map(() => work(shop, id)));
      isMore = went.includes(true);
    }
    expect(await rowOf(shop, id)).toMatchObject({ state: "done", images: 1_201, done: 1_201, leftOut: 0 });
    expect(await database.db.image.count({ where: { shop, decision: "approved" } })).toBe(1_201);
  });

  test("stop where they are when somebody cancels, and when the shop leaves", async () => {
    const { shop } = await manyImages(database.ownerDb, 1_001);
    const cancelled = await ask(shop, "approve", EVERYTHING);
    await work(shop, cancelled);
    await cancelBulk(database.db, shop, { person, now: at(1) }, cancelled);
    await cancelBulk(database.db, shop, { person, now: at(2) }, cancelled);
    expect(await work(shop, cancelled)).toBe(false);
    expect(await rowOf(shop, cancelled)).toMatchObject({ state: "cancelled", done: 500, finishedAt: at(1) });
    await expect(cancelBulk(database.db, "other", { person, now: at(1) }, cancelled)).rejects.toMatchObject({
      code: "not_found",
    });

    const left = await ask(shop, "reject", EVERYTHING, at(3));
    await work(shop, left);
    await database.db.$transaction((tx) => endBulkActions(tx, shop, at(4)));
    expect(await rowOf(shop, left)).toMatchObject({ state: "cancelled", done: 500 });
    const gone = await ask(shop, "keep", EVERYTHING, at(5));
    await database.db.shop.update({ where: { shop }, data: { uninstalledAt: at(5) } });
    expect(await work(shop, gone)).toBe(false);
  });
});

describe("undo", () => {
  test("takes back what the action decided, to what it was before, where nobody decided since", async () => {
    const { shop, images } = await seedImages(4);
    await decided(database.db, shop, [images[0] ?? ""], "rejected", bob, at(-5));
    const id = await ask(shop, "approve", EVERYTHING);
    await work(shop, id);
    await decided(database.db, shop, [images[1] ?? ""], "rejected", bob, at(20));
    await addPublication(database.db, shop, images[2] ?? "", "live");
    const [shown] = await shownBulkActions(database.db, shop, at(30));
    expect(shown).toMatchObject({ id, kind: "approve", state: "done", done: 4, by: "Ada", canUndo: true });

    const back = await undo(shop, id);
    await work(shop, back, at(51));
    expect(await decisions(shop)).toEqual(["rejected Ada", "rejected Bob", "approved Ada", "undecided Ada"]);
    expect(await rowOf(shop, back)).toMatchObject({ kind: "undo", images: 3, done: 2, leftOut: 1 });
    expect(await shownBulkActions(database.db, shop, at(60))).toMatchObject([
      { id: back, kind: "undo", canUndo: false },
      { id, canUndo: false },
    ]);
  });

  test("is not for what was kept or deleted, what still runs, or is another shop's", async () => {
    const { shop } = await seedImages(1);
    const keeping = await ask(shop, "keep", EVERYTHING);
    await work(shop, keeping);
    await expect(undo(shop, keeping)).rejects.toMatchObject({ code: "invalid_input" });
    const approving = await ask(shop, "approve", EVERYTHING);
    await expect(undo(shop, approving)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(undo("other", approving)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("what runs is shown, and for some minutes what is over", async () => {
  const { shop } = await seedImages(1);
  const over = await ask(shop, "keep", EVERYTHING);
  await work(shop, over, at(1));
  const runs = await ask(shop, "approve", EVERYTHING, at(2));
  expect(await shownBulkActions(database.db, shop, at(3))).toMatchObject([
    { id: runs, state: "running", images: 1, done: 0, canUndo: false },
    { id: over, state: "done", done: 1 },
  ]);
  expect(await shownBulkActions(database.db, shop, at(700))).toMatchObject([{ id: runs }]);
});
