import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERMISSION_MINUTES } from "../../app/platform/permission-minutes.ts";
import { changePermissions } from "../../sandbox/shopify/installation.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import type { Answer } from "../visitor.ts";

/* Only a person whose own Shopify permission includes editing products can publish or restore: now, not yesterday. */

const EDITS = ["read_products", "write_products"];

let stack: Stack;
let nora: ReturnType<typeof merchant>;
let paul: ReturnType<typeof merchant>;
let images: string[];
let publication: string;
let hers: { product: string; batch: string; export: string; recipe: string };

beforeAll(async () => {
  stack = await startStack();
  stack.shopify.faults.mediaDelayMs = 20;
  await stack.startWeb();
  nora = merchant(stack);
  paul = merchant(stack, nora.domain, "photographer");
  const photos = nora
    .products()
    .slice(0, 3)
    .map((product) => nora.photoOf(product));
  await nora.generate(photos);
  await nora.generationsOver();
  const rows = await db().image.findMany({ orderBy: { id: "asc" } });
  images = rows.map(({ id }) => id);
  for (const id of images) await nora.decide(id, "approved");
  await db().image.updateMany({ data: { pinnedAt: new Date() } });
  await nora.publish(images.slice(0, 1));
  const [published] = await nora.publicationsOver();
  publication = published?.id ?? "";
  await nora.visit.post("/app/recipes/new", "routes/app.recipes.new", RECIPE);
  const recipe = await db().recipe.findFirstOrThrow();
  await nora.visit.post("/app/privacy/export", "routes/app.privacy.export", { intent: "make" });
  const exported = await db().export.findFirstOrThrow();
  hers = {
    product: rows[1]?.productId ?? "",
    batch: rows[0]?.batchId ?? "",
    export: exported.id,
    recipe: recipe.id,
  };
}, 120_000);
afterAll(() => stack.close());

const db = () => stack.database.db;
const idOf = (who: typeof nora) => who.visit.who.userId;
const exchanges = (who: typeof nora) => who.shop.tokens.filter(({ userId }) => userId === idOf(who)).length;
const sessionOf = (who: typeof nora) =>
  db().session.findUniqueOrThrow({ where: { id: `${who.domain}_${idOf(who)}` } });

/** What the owner lets Paul do from now on. */
function letPaul(scopes: string[]): void {
  const person = nora.shop.staff.find(({ id }) => id === idOf(paul));
  if (person) changePermissions(nora.shop, person, scopes);
}

async function minutesPass(): Promise<void> {
  const permissionAskedAt = new Date(Date.now() - PERMISSION_MINUTES * 60_000 - 1_000);
  await db().session.updateMany({ where: { isOnline: true }, data: { permissionAskedAt } });
}

beforeEach(async () => {
  letPaul(EDITS);
  stack.shopify.faults.tokenErrorRate = 0;
  expect((await paul.visit.get("/app/review?show=all", "routes/app.review")).status).toBe(200);
  await minutesPass();
});

/** Everything that asks for the permission, of something that is there. */
const CLICKS: Record<string, () => Promise<Answer>> = {
  publish: () => paul.publish(images.slice(1)),
  "publish a batch": () =>
    paul.visit.post("/app/publish", "routes/app.publish", {
      ...{ intent: "publish_batch", batchId: hers.batch, placement: "end" },
      asOf: new Date().toISOString(),
    }),
  "publish again": () => onPublished({ intent: "retry" }),
  restore: () => paul.restore(publication),
  "restore a batch": () => onPublished({ intent: "restore_batch", batchId: hers.batch }),
  "choose for a changed product": () =>
    paul.visit.post(`/app/published/${hers.product}`, "routes/app.published_.$id", { choice: "leave" }),
  "choose for all changed products": () => onPublished({ intent: "choose", choice: "old_order" }),
  settle: () => onPublished({ intent: "settle", publicationIds: JSON.stringify([publication]) }),
  "delete an image": () =>
    paul.visit.post("/app/review", "routes/app.review", { intent: "delete", imageId: images[1] ?? "" }),
  "delete an image on its page": () => onImage({ intent: "delete" }),
  "stop keeping an image on its page": () => onImage({ intent: "stop_keeping" }),
  "export chosen images": () =>
    paul.visit.post("/app/library/export", "routes/app.library_.export", {
      ids: JSON.stringify(images.slice(1)),
    }),
  "delete a batch's images": () => onBatch({ intent: "delete_all" }),
  "delete a product's images": () =>
    paul.visit.post(`/app/products/${hers.product}`, "routes/app.products.$id", { intent: "delete_all" }),
  "stop keeping an image": () =>
    paul.visit.post("/app/review", "routes/app.review", {
      ...{ intent: "stop_keeping", imageId: images[1] ?? "" },
    }),
  "stop keeping a batch's images": () => onMany({ kind: "stop_keeping", filter: `batch=${hers.batch}` }),
  "delete all that match": () => onMany({ kind: "delete", filter: `batch=${hers.batch}` }),
  "stop keeping images": () =>
    paul.visit.post("/app/privacy/retention", "routes/app.privacy.retention", {
      ...{ intent: "stop_keeping", imageIds: JSON.stringify(images.slice(1)) },
    }),
  caps: () => paul.visit.post("/app/credits", "routes/app.credits", { batchCap: "7", monthlyCap: "7" }),
  settings: () =>
    paul.visit.post("/app/settings", "routes/app.settings", {
      ...{ language: "de", placement: "first", recipe: "studio" },
    }),
  retention: () =>
    paul.visit.post("/app/privacy/retention", "routes/app.privacy.retention", {
      ...{ intent: "set", days: "5", sure: "yes" },
    }),
  "make an export": () => onExport({ intent: "make" }),
  "download an export": () => onExport({ intent: "download", id: hers.export }),
  "delete an export": () => onExport({ intent: "delete", id: hers.export }),
  "make a recipe": () => paul.visit.post("/app/recipes/new", "routes/app.recipes.new", RECIPE),
  "change a recipe": () => onRecipe({ intent: "save", version: "1", ...RECIPE }),
  "take a recipe's version back": () => onRecipe({ intent: "take_back", version: "2", from: "1" }),
  "archive a recipe": () => onRecipe({ intent: "archive" }),
  "bring a recipe back": () => onRecipe({ intent: "bring_back" }),
  "erase everything": () =>
    paul.visit.post("/app/privacy/erase", "routes/app.privacy.erase", { typed: paul.domain }),
};
const RECIPE = {
  ...{ name: "By the sea", scene: "On a rock" },
  ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" },
};
const onImage = (fields: Record<string, string>) =>
  paul.visit.post(`/app/library/${images[1] ?? ""}`, "routes/app.library.$id", fields);
const onRecipe = (fields: Record<string, string>) =>
  paul.visit.post(`/app/recipes/${hers.recipe}`, "routes/app.recipes.$id", fields);
const onBatch = (fields: Record<string, string>) =>
  paul.visit.post(`/app/batches/${hers.batch}`, "routes/app.batches.$id", fields);
const onMany = (fields: Record<string, string>) =>
  paul.visit.post("/app/library/bulk", "routes/app.library_.bulk", { intent: "start", ...fields });
const onPublished = (fields: Record<string, string>) =>
  paul.visit.post("/app/published", "routes/app.published", fields);
const onExport = (fields: Record<string, string>) =>
  paul.visit.post("/app/privacy/export", "routes/app.privacy.export", fields);

/** All that those clicks could change. */
async function everything() {
  const inOrder = { orderBy: { id: "asc" } } as const;
  return {
    images: await db().image.findMany(inOrder),
    publications: await db().publication.findMany(inOrder),
    exports: await db().export.findMany({ ...inOrder, select: { id: true } }),
    recipes: await db().recipe.findMany(inOrder),
    deletions: await db().imageDeletion.findMany(),
    shop: await db().shop.findUniqueOrThrow({
      where: { shop: nora.domain },
      select: {
        ...{ batchCap: true, retentionDays: true, erasingSince: true },
        ...{ language: true, defaultPlacement: true, defaultRecipe: true },
      },
    }),
    acts: await db().auditEntry.count(),
  };
}

describe("a person whose permission was taken away between two clicks", () => {
  it("did the first and is refused the second", async () => {
    const caps = { batchCap: "900", monthlyCap: "" };
    const setCaps = () => paul.visit.post("/app/credits", "routes/app.credits", caps);
    expect((await setCaps()).status).toBe(200);
    letPaul(["read_products"]);
    await minutesPass();
    expect(await setCaps()).toMatchObject({
      ...{ status: 403, body: { failure: { code: "no_product_permission" } } },
    });
    expect(await sessionOf(paul)).toMatchObject({ personScope: "read_products" });
    const review = await paul.visit.get("/app/review?show=all", "routes/app.review");
    expect(review.body).toMatchObject({ canEditProducts: false });
  });

  it.each(Object.keys(CLICKS))("%s: refused, nothing is changed", async (name) => {
    const before = await everything();
    letPaul(["read_products"]);
    expect(await CLICKS[name]?.()).toMatchObject({
      ...{ status: 403, body: { failure: { code: "no_product_permission" } } },
    });
    expect(await everything()).toEqual(before);
  });

  it("is nobody but them", async () => {
    await minutesPass();
    letPaul([]);
    expect((await CLICKS.caps?.())?.status).toBe(403);
    const mine = { batchCap: "", monthlyCap: "" };
    expect((await nora.visit.post("/app/credits", "routes/app.credits", mine)).status).toBe(200);
    expect((await CLICKS.caps?.())?.status).toBe(403);
  });

  it("is let again when they get it back, some minutes later", async () => {
    letPaul(["read_products"]);
    expect((await CLICKS.caps?.())?.status).toBe(403);
    letPaul(EDITS);
    await minutesPass();
    const none = { batchCap: "", monthlyCap: "" };
    expect((await paul.visit.post("/app/credits", "routes/app.credits", none)).status).toBe(200);
  });
});

describe("a person who was given the permission", () => {
  const opens = async () => (await paul.visit.open(await paul.visit.pageUrl("/app/published"))).status;
  const shown = async () => (await paul.visit.get("/app/published", "routes/app.published")).body;

  beforeEach(async () => {
    letPaul(["read_products"]);
    expect((await CLICKS.caps?.())?.status).toBe(403);
    await minutesPass();
    letPaul(EDITS);
  });

  it("sees it when they open Packshot again, and not by what a page sends meanwhile", async () => {
    const before = exchanges(paul);
    expect(await shown()).toMatchObject({ canEditProducts: false });
    expect(exchanges(paul)).toBe(before);
    expect(await opens()).toBe(200);
    expect(await shown()).toMatchObject({ canEditProducts: true });
    expect(exchanges(paul)).toBe(before + 1);
  });

  it("opens it as before while Shopify does not answer", async () => {
    stack.shopify.faults.tokenErrorRate = 1;
    expect(await opens()).toBe(200);
    expect(await shown()).toMatchObject({ canEditProducts: false });
  });
});

describe("while Shopify does not say what a person may do", () => {
  it.each(Object.keys(CLICKS))("%s: refused with a sentence, nothing is changed", async (name) => {
    const before = await everything();
    stack.shopify.faults.tokenErrorRate = 1;
    expect(await CLICKS[name]?.()).toMatchObject({
      status: 503,
      body: {
        failure: { code: "permission_unknown", sentence: expect.stringContaining("nothing was") as string },
      },
    });
    expect(await everything()).toEqual(before);
  });

  it("what needs no permission goes on", async () => {
    stack.shopify.faults.tokenErrorRate = 1;
    expect((await paul.decide(images[1] ?? "", "approved")).status).toBe(200);
  });
});

it("is asked once for ten clicks at once, and not again for some minutes", async () => {
  const before = exchanges(paul);
  const none = { batchCap: "", monthlyCap: "" };
  const clicks = () =>
    Promise.all(
      Array.from({ length: 10 }, () => paul.visit.post("/app/credits", "routes/app.credits", none)),
    );
  for (const answers of [await clicks(), await clicks()]) {
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
  }
  expect(exchanges(paul)).toBe(before + 1);
  stack.shopify.faults.tokenErrorRate = 1;
  expect((await clicks()).every(({ status }) => status === 200)).toBe(true);
});
