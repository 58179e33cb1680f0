import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { merchant } from "./merchant.ts";
import { startStack, type Stack } from "./stack.ts";

let stack: Stack;
let nora: ReturnType<typeof merchant>;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  nora = merchant(stack);
});
afterAll(() => stack.close());

const LOOK = { aspectRatio: "1:1", imageSize: "1K" };
const photos = (many: number) =>
  nora
    .products()
    .slice(0, many)
    .map((product) => nora.photoOf(product));
const tryOn = (many: number, recipe: Record<string, string>) =>
  nora.visit.post("/app/recipes/try", "routes/app.recipes_.try", {
    ...{ ...LOOK, ...recipe, photos: JSON.stringify(photos(many)) },
  });
const SEA = { recipeKey: "free", scene: "By the sea" };

type Tried = { key: string; isOver: boolean; failureCode: string | null; image: { url: string } | null }[];
const triedOf = async (batchId: string) =>
  (await nora.visit.get(`/app/recipes/tried/${batchId}`, "routes/app.recipes_.tried.$id")).body as Tried;

it("offers the newest products' photos, or those that a search finds", async () => {
  const offered = async (search: string) => {
    const path = `/app/recipes/photos?${new URLSearchParams({ search })}`;
    const { body } = await nora.visit.get(path, "routes/app.recipes_.photos");
    return (body as { photos: { productTitle: string; photoId: string }[] }).photos;
  };
  const all = await offered("");
  expect(all.length).toBeGreaterThanOrEqual(3);
  expect(all.every(({ photoId }) => /^\d+$/.test(photoId))).toBe(true);
  const newest = [...nora.shop.products.values()]
    .filter(({ media }) => media[0]?.type === "MediaImage")
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  expect(all[0]?.productTitle).toBe(newest[0]?.title);
  expect(await offered("no such product at all")).toEqual([]);
});

it("makes one image of each photo at once, and again when it is tried again", async () => {
  stack.gemini.setBehaviour({ next: [{ fail: "block_SAFETY" }] });
  const first = (await tryOn(3, SEA)).body as { batchId: string; formToken: string };
  const tried = await eventually(
    () => triedOf(first.batchId),
    (all) => all.length === 3 && all.every(({ isOver }) => isOver),
  );
  expect(tried.filter(({ image }) => image !== null)).toHaveLength(2);
  expect(tried.filter(({ failureCode }) => failureCode === "model_refused")).toHaveLength(1);
  const again = (await tryOn(3, SEA)).body as { batchId: string };
  expect(again.batchId).not.toBe(first.batchId);
  const batch = await stack.database.db.batch.findFirstOrThrow({ where: { id: again.batchId } });
  expect(batch).toMatchObject({ state: "running", quotedImages: 3, imagesPerPhoto: 1, withDuplicates: true });
});

it.each([
  [4, SEA, 400, "invalid_input"],
  [0, SEA, 400, "invalid_input"],
  [1, { recipeKey: "free", scene: " " }, 400, "prompt_empty"],
  [1, { recipeKey: "0199aaaa-0000-7000-8000-000000000000" }, 409, "recipe_gone"],
])("is not tried on %i photos with %j", async (many, recipe, status, code) => {
  const before = await stack.database.db.batch.count();
  expect(await tryOn(many, recipe)).toMatchObject({ status, body: { failure: { code } } });
  expect(await stack.database.db.batch.count()).toBe(before);
});
