import type { Sandbox } from "../sandbox/start.ts";
import { eventually } from "../tests/eventually.ts";
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

async function addRecipe({ nora }: Pick<Shop, "nora">): Promise<void> {
  await nora.visit.post("/app/recipes/new", "routes/app.recipes.new", {
    name: "Our oak table",
    scene:
      "On a worn oak table by a window, soft morning light from the left, a linen cloth, out of focus shelves.",
    ...{ aspectRatio: "4:5", imageSize: "1K", imagesPerPhoto: "1" },
  });
}
