import { eventually } from "../eventually.ts";
import { addBatch } from "../generation-rows.ts";
import { merchant, numberOf } from "../merchant.ts";
import type { Stack } from "../stack.ts";

type Page = [name: string, path: (stack: Stack) => string | Promise<string>];

const at = (path: string) => () => path;

/** The pages of a shop that works, in the states in which they say most. */
export const PAGES: Page[] = [
  ["home", at("")],
  ["products", at("/products?status=ACTIVE")],
  ["products not found", at("/products?search=zzzz")],
  ["product", productPath],
  ["choose", choosePath],
  ["generate", at("/generate")],
  ["generate from a search", at("/generate?from=search&status=ACTIVE&tag=enamel")],
  ["generate from a list", at("/generate?from=list")],
  ["recipes", at("/recipes")],
  ["recipes archived", at("/recipes?show=archived")],
  ["recipe new", at("/recipes/new?from=studio")],
  ["recipe", async ({ database }) => `/recipes/${(await database.db.recipe.findFirstOrThrow()).id}`],
  ["batches", at("/batches")],
  ["batch with failures", (stack) => batchPath(stack, { failed: 1 })],
  ["quote", (stack) => batchPath(stack, { state: "quoted" })],
  ["batch collecting", (stack) => batchPath(stack, { state: "collecting" })],
  ["batch paused", (stack) => batchPath(stack, { state: "paused" })],
  ["batch parked", (stack) => batchPath(stack, { state: "running" })],
  ["batch cancelled", (stack) => batchPath(stack, { state: "cancelled" })],
  ["review", at("/review")],
  ["review of all", at("/review?show=all")],
  ["review, nothing found", at("/review?show=rejected&q=zzzz")],
  ["library", at("/library")],
  ["image", async ({ database }) => `/library/${(await database.db.image.findFirstOrThrow()).id}`],
  ["library by product", at("/library?order=products&decision=approved&q=a")],
  ["library, nothing found", at("/library?q=zzzz")],
  ["publish", at("/publish")],
  ["publish in the photo's place", publishPath],
  ["published", at("/published")],
  ["credits", at("/credits")],
  ["settings", at("/settings")],
  ["privacy", at("/privacy")],
  ["retention", at("/privacy/retention")],
  ["audit log", at("/privacy/audit")],
  ["what is kept", at("/privacy/data")],
  ["export", at("/privacy/export")],
  ["erase everything", at("/privacy/erase")],
];

/** One image of each decision, one on its product, one failure, and a batch in every state. */
export async function fillShop(stack: Stack): Promise<void> {
  const { db } = stack.database;
  const nora = merchant(stack);
  const products = nora.products().slice(0, 5);
  stack.gemini.setBehaviour({ next: [{ fail: "block_SAFETY" }] });
  await nora.generate(products.map((product) => nora.photoOf(product)));
  await nora.generationsOver();
  await nora.quote({ from: "list", words: `${products[0]?.handle}\nno-such-thing` });
  await eventually(() => db.batch.findFirst({ where: { state: "quoted" } }), Boolean);
  await decideAndPublish(stack);
  await addRecipe(nora);
  await db.modelStop.create({ data: { reason: "daily_limit", until: IN_A_DAY } });
  for (const state of ["paused", "running", "cancelled"]) await addBatch(db, nora.domain, 3, { state });
  await addBatch(db, nora.domain, 0, { state: "collecting" });
  const held = { leaseToken: "somebody", leaseUntil: IN_A_DAY }; // it stays as it is
  await db.batch.updateMany({ where: { state: "collecting" }, data: held });
}

/** With as long words as people may type. */
async function addRecipe({ visit }: ReturnType<typeof merchant>): Promise<void> {
  await visit.post("/app/recipes/new", "routes/app.recipes.new", {
    ...{
      name: "Rinderkennzeichnungsfleischetikettierungsüberwachung".padEnd(80, "x"),
      scene: "w".repeat(2_000),
    },
    ...{ aspectRatio: "21:9", imageSize: "1K", imagesPerPhoto: "4" },
  });
}

async function decideAndPublish(stack: Stack): Promise<void> {
  const nora = merchant(stack);
  const images = await stack.database.db.image.findMany({ orderBy: { id: "asc" } });
  const [published, approved, rejected] = images.map(({ id }) => id);
  if (!published || !approved || !rejected) throw new Error("too few images were made");
  await nora.decide(published, "approved");
  await nora.publish([published]);
  await nora.publicationsOver();
  await nora.decide(approved, "approved");
  await nora.decide(rejected, "rejected");
}

const IN_A_DAY = new Date(Date.now() + 86_400_000);

async function batchPath({ database }: Stack, where: { state?: string; failed?: number }): Promise<string> {
  return `/batches/${(await database.db.batch.findFirstOrThrow({ where })).id}`;
}

async function productPath({ database }: Stack): Promise<string> {
  return `/products/${(await database.db.image.findFirstOrThrow()).productId}`;
}

/** Every image there is: some are left out, each for a reason of its own. */
async function publishPath({ database }: Stack): Promise<string> {
  const images = await database.db.image.findMany({ select: { id: true } });
  return `/publish?images=${images.map(({ id }) => id).join()}&place=in_place`;
}

/** Products that were ticked in the admin; one of them has no photo. */
function choosePath(stack: Stack): string {
  const nora = merchant(stack);
  const bare = [...nora.shop.products.values()].filter(({ media }) => media.length === 0);
  const ids = [...nora.products().slice(0, 2), ...bare].map(({ id }) => `ids[]=${numberOf(id)}`);
  return `/choose?${ids.join("&")}`;
}

/** What of a page lies beside the screen: text that is cut, or that a person would have to scroll to. */
export function outOfSight(html: Element): string[] {
  if (html.scrollWidth > html.clientWidth) {
    const wide = [...html.querySelectorAll("main *")].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > html.clientWidth + 1);
    });
    return ["the page", ...wide.map((element) => `${element.tagName} ${element.textContent?.slice(0, 80)}`)];
  }
  return [];
}
