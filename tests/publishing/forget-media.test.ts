import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteImages } from "../../app/library/delete-images.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { forgetMediaOf } from "../../app/publishing/forget-media.server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { addImage, seedBatch, type Rows } from "../generation-rows.ts";

const person = { id: "7", name: "Ada", locale: "en", canEditProducts: true };
const objects = { delete: async () => {} } as Partial<ObjectStore> as ObjectStore;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type Seen = { media: string[]; links?: Record<string, string[]>; productId?: string; state?: string };

/** An image published when the product showed all that, with a medium of its own. */
async function publishedAfter(rows: Rows, n: number, seen: Seen): Promise<string> {
  const { media, links = {}, productId = "501", state = "restored" } = seen;
  const imageId = await addImage(database.db, rows, rows.ids[n] ?? "", productId);
  const { shop, batchId } = rows;
  const snapshot = {
    media: media.map((id) => ({ id, alt: `alt of ${id}` })),
    variants: Object.entries(links).map(([id, mediaIds]) => ({ id, mediaIds })),
  };
  await database.db.publication.create({
    data: {
      ...{ shop, imageId, batchId, state, productId, photoId: "9000", placement: "end", snapshot },
      ...{ fileName: "a.jpg", altText: "A", personId: "7", personName: "Ada", mediaId: `ours-${n}` },
    },
  });
  return imageId;
}

const snapshotOf = async (imageId: string) =>
  (await database.db.publication.findFirstOrThrow({ where: { imageId } })).snapshot;

test("media that go were never there: in order, on no variant either, and of their own product alone", async () => {
  const { db } = database;
  const rows = await seedBatch(db, 5);
  const one = await publishedAfter(rows, 0, { media: ["a"] });
  const two = await publishedAfter(rows, 1, { media: ["a", "ours-0"] });
  const links = { v1: ["ours-0", "b"], v2: ["ours-1"], v3: [] };
  const later = await publishedAfter(rows, 2, { media: ["b", "ours-0", "a", "ours-1"], links });
  const untouched = await publishedAfter(rows, 3, { media: ["b"], links: { v1: ["b"] } });
  const elsewhere = await publishedAfter(rows, 4, { media: ["ours-0"], productId: "502" });
  await db.$transaction((tx) => forgetMediaOf(tx, rows.shop, [one, two]));
  const media = (...ids: string[]) => ids.map((id) => ({ id, alt: `alt of ${id}` }));
  expect(await snapshotOf(later)).toEqual({
    media: media("b", "a"),
    variants: [
      { id: "v1", mediaIds: ["b"] },
      { id: "v2", mediaIds: [] },
      { id: "v3", mediaIds: [] },
    ],
  });
  expect(await snapshotOf(untouched)).toEqual({
    media: media("b"),
    variants: [{ id: "v1", mediaIds: ["b"] }],
  });
  expect(await snapshotOf(elsewhere)).toEqual({ media: media("ours-0"), variants: [] });
  expect(await snapshotOf(two)).toEqual({ media: media("a", "ours-0"), variants: [] });
});

test(
  "all images of a product that was published to again and again go in one",
  { timeout: 120_000 },
  async () => {
    const { db } = database;
    const many = 240;
    const rows = await seedBatch(db, many);
    const seen: string[] = [];
    for (let n = 0; n < many; n += 1) {
      await publishedAfter(rows, n, { media: seen, state: n === many - 1 ? "live" : "restored" });
      seen.push(`ours-${n}`);
    }
    const deps = { db, objects, beforeDeleted: forgetMediaOf, forgetCopies: async () => {} };
    const asker = { shop: rows.shop, person, now: new Date(Date.now() + 1_000) };
    await deleteImages(deps, asker, { subject: "product", subjectId: "501" });
    const [stays, ...others] = await db.publication.findMany({ where: { shop: rows.shop } });
    expect(others).toEqual([]);
    expect(stays).toMatchObject({ state: "live", snapshot: { media: [], variants: [] } });
    expect(await db.imageDeletion.count({ where: { shop: rows.shop } })).toBe(0);
  },
);
