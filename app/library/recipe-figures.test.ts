import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import { figuresByVersion, recipeExamples, recipeFigures } from "./recipe-figures.server.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.close());

type Wanted = { decision: string; credits?: number; recipeVersion?: number; expiredAt?: Date };

/** A shop whose recipe "studio" made these images. */
async function shopWith(images: readonly Wanted[]) {
  const { db } = database;
  const rows = await seedBatch(db, images.length);
  const ids: string[] = [];
  for (const [n, image] of images.entries()) {
    const id = await addImage(db, rows, rows.ids[n] ?? "");
    await db.image.update({ where: { shop_id: { shop: rows.shop, id } }, data: { credits: 2, ...image } });
    ids.push(id);
  }
  return { shop: rows.shop, ids };
}

const APPROVED = { decision: "approved" };
const REJECTED = { decision: "rejected" };

describe("the figures of recipes", () => {
  it("count what was decided, a free regeneration for nothing, an expired image too", async () => {
    const { shop } = await shopWith([
      ...[APPROVED, REJECTED, { decision: "undecided" }],
      ...[
        { ...APPROVED, credits: 0 },
        { ...REJECTED, expiredAt: new Date() },
      ],
    ]);
    await shopWith([APPROVED]);
    expect(await recipeFigures(database.db, shop, ["studio", "lifestyle"])).toEqual(
      new Map([["studio", { approved: 2, rejected: 2, credits: 6 }]]),
    );
  });

  it("tell its versions apart", async () => {
    const { shop } = await shopWith([APPROVED, { ...REJECTED, recipeVersion: 2 }]);
    expect(await figuresByVersion(database.db, shop, "studio")).toEqual(
      new Map([
        [1, { approved: 1, rejected: 0, credits: 2 }],
        [2, { approved: 0, rejected: 1, credits: 2 }],
      ]),
    );
  });

  it("are read from the index alone, latest first", async () => {
    const plan = await database.db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`; // a small table is read whole, a large one is not
      await tx.$executeRaw`SET LOCAL enable_sort = off`;
      return tx.$queryRaw`
        EXPLAIN SELECT decision, "recipeVersion", credits FROM "Image"
        WHERE shop = 'a' AND "recipeKey" = 'studio' ORDER BY id DESC LIMIT 10000`;
    });
    expect(JSON.stringify(plan)).toContain('Index Only Scan Backward using \\"Image_of_recipe\\"');
  });
});

describe("the example of a recipe", () => {
  it("is the latest approved image that is still there", async () => {
    const { shop, ids } = await shopWith([
      ...[APPROVED, APPROVED, { ...APPROVED, expiredAt: new Date() }, REJECTED],
    ]);
    const examples = await recipeExamples(database.db, shop, ["studio", "free"]);
    expect([...examples.keys()]).toEqual(["studio"]);
    const image = await database.db.image.findFirstOrThrow({ where: { shop, id: ids[1] } });
    expect(examples.get("studio")).toMatchObject({ thumbnailKey: image.thumbnailKey });
  });

  it("is nobody else's", async () => {
    await shopWith([APPROVED]);
    const { shop } = await shopWith([REJECTED]);
    expect((await recipeExamples(database.db, shop, ["studio"])).size).toBe(0);
  });
});
