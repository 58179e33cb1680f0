import type { Sandbox } from "../sandbox/start.ts";
import { moveMedia } from "../sandbox/shopify/product-media.ts";
import { eventually } from "../tests/eventually.ts";
import { numberOf } from "../tests/merchant.ts";
import type { Shop } from "./screens-list.ts";

/** A shop that has made, reviewed and published images, by the app's own pages: nothing of it is written into rows. */
export async function fillScreensShop(sandbox: Sandbox, { db, nora }: Shop): Promise<void> {
  const products = nora.products();
  const photos = (from: number, to: number) =>
    products.slice(from, to).map((product) => nora.photoOf(product));
  sandbox.gemini.setBehaviour({ next: [{ fail: "block_SAFETY" }] });
  await nora.generate(photos(0, 5));
  await nora.generationsOver();
  await nora.generate(photos(2, 8), {
    recipeKey: "lifestyle",
    scene: "A bright kitchen on a Sunday morning",
  });
  await nora.generationsOver();
  await addRecipe({ nora });
  const images = await db.image.findMany({ orderBy: { id: "asc" } });
  const [first, second, third, fourth] = images.map(({ id }) => id);
  if (!first || !second || !third || !fourth) throw new Error("Too few images were made");
  for (const id of [first, second, third]) await nora.decide(id, "approved");
  await nora.decide(fourth, "rejected");
  await nora.publish([first, second]);
  await nora.publicationsOver();
  await nora.quote({
    from: "list",
    words: products
      .slice(8, 20)
      .map(({ handle }) => handle)
      .join("\n"),
  });
  await eventually(() => db.batch.findFirst({ where: { state: "quoted" } }), Boolean);
}

/** In Shopify, the last of each product's own photos comes first; then somebody asks to restore. */
export async function changePublished({ db, nora }: Shop): Promise<void> {
  const live = await db.publication.findMany({ where: { state: "live" } });
  for (const product of nora
    .products()
    .filter(({ id }) => live.some((one) => one.productId === numberOf(id)))) {
    const ours = live.map(({ mediaId }) => mediaId);
    const last = product.media.findLast(({ id }) => !ours.includes(id));
    moveMedia(product, [{ id: last?.id ?? "", newPosition: 0 }]);
  }
  await nora.restore(...live.map(({ id }) => id));
  const changed = () => db.publication.count({ where: { failureCode: "product_changed" } });
  await eventually(changed, (count) => count > 0);
}

async function addRecipe({ nora }: Pick<Shop, "nora">): Promise<void> {
  await nora.visit.post("/app/recipes/new", "routes/app.recipes.new", {
    name: "Our oak table",
    scene:
      "On a worn oak table by a window, soft morning light from the left, a linen cloth, out of focus shelves.",
    ...{ aspectRatio: "4:5", imageSize: "1K", imagesPerPhoto: "1" },
  });
}
