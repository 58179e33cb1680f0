import type { FrameLocator, Page } from "playwright-core";
import type { Db } from "../app/platform/db/db.server.ts";
import { numberOf, type merchant } from "../tests/merchant.ts";

export type Shop = { db: Db; nora: ReturnType<typeof merchant> };

export type Screen = {
  /** Of its files. */
  name: string;
  path: (shop: Shop) => string | Promise<string>;
  /** A page of Shopify's admin itself, not of the app in it. */
  isAdmins?: boolean;
  /** Leads into the state that is shown. */
  act?: (app: FrameLocator, page: Page) => Promise<unknown>;
};

const at = (path: string) => () => path;
const screen = (name: string, path: Screen["path"], act?: Screen["act"]): Screen => ({ name, path, act });

/** Of a shop that has just installed Packshot. */
export const FIRST: Screen[] = [
  screen("home-first", at("")),
  screen("review-empty", at("/review")),
  screen("library-empty", at("/library")),
];

/** Of one that has worked with it for a while: every page, and the states that say most. */
export const FILLED: Screen[] = [
  screen("home", at("")),
  screen("products", at("/products?status=ACTIVE")),
  screen("products-chosen", at("/products?status=ACTIVE"), choosePhotos),
  screen("product", async ({ db }) => `/products/${(await db.image.findFirstOrThrow()).productId}`),
  screen("choose", ({ nora }) => `/choose?${nora.products().slice(8, 11).map(idOf).join("&")}`),
  screen("generate", at("/generate?from=search&status=ACTIVE")),
  screen("recipes", at("/recipes")),
  screen("recipe-new", at("/recipes/new?from=studio")),
  screen("recipe", async ({ db }) => `/recipes/${(await db.recipe.findFirstOrThrow()).id}`),
  screen("batches", at("/batches")),
  screen("batch", batch({ failed: { gt: 0 } })),
  screen("quote", batch({ state: "quoted" })),
  screen("review", at("/review")),
  screen("review-large", at("/review"), openFirst),
  screen("publish", at("/publish")),
  screen("published", at("/published")),
  screen("library", at("/library")),
  screen("library-by-product", at("/library?order=products")),
  screen("image", async ({ db }) => `/library/${(await db.image.findFirstOrThrow({ where: APPROVED })).id}`),
  screen("credits", at("/credits")),
  screen("settings", at("/settings")),
  screen("privacy", at("/privacy")),
  screen("retention", at("/privacy/retention")),
  screen("audit-log", at("/privacy/audit")),
  screen("what-is-kept", at("/privacy/data")),
  screen("export", at("/privacy/export")),
  screen("erase", at("/privacy/erase")),
  screen("policy", at("/privacy/policy")),
  screen("review-help", at("/review"), async (app, page) => {
    await openFirst(app);
    await page.keyboard.press("?");
    await app.getByRole("dialog").waitFor();
  }),
  screen("regenerate", at("/review"), async (app, page) => {
    await openFirst(app);
    await page.keyboard.press("r");
    await app.getByRole("dialog").getByRole("textbox").fill("Softer light, and nothing else on the table");
  }),
  {
    name: "product-in-admin",
    isAdmins: true,
    path: async ({ db }) => `/products/${(await db.image.findFirstOrThrow({ where: APPROVED })).productId}`,
    act: async (_, page) => {
      await page.frameLocator("#product-block").getByRole("link").first().waitFor();
      await page.locator("#product-block").scrollIntoViewIfNeeded();
    },
  },
];

const APPROVED = { decision: "approved" };
const idOf = ({ id }: { id: string }) => `ids[]=${numberOf(id)}`;

function batch(where: { state?: string; failed?: { gt: number } }): Screen["path"] {
  return async ({ db }) => `/batches/${(await db.batch.findFirstOrThrow({ where })).id}`;
}

async function choosePhotos(app: FrameLocator): Promise<void> {
  const photos = app.getByRole("checkbox", { name: /^Photo 1/ });
  for (const place of [0, 1, 2]) await photos.nth(place).check({ force: true }); // their pictures cover them
}

async function openFirst(app: FrameLocator): Promise<void> {
  await app.getByRole("button", { name: "One by one" }).click(); // remembered for the next screens
}
