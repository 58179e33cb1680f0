import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { alive, newPage, openBrowser } from "../browser.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { multiplyImages } from "../waiting-images.ts";

/** For the whole file: a shop with so many images that wait for review, for each journey undecided and on a new page. */
export function reviewScene(waiting: number) {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let app: FrameLocator;
  const errors: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    stack.shopify.faults.mediaDelayMs = 20;
    await stack.startWeb();
    browser = await openBrowser();
    await makeImages(stack, waiting);
  });
  beforeEach(async () => {
    await stack.database.db.image.updateMany({
      data: { decision: "undecided", decidedById: null, decidedAt: null },
    });
    page = await newPage(browser);
    page.on("pageerror", (error) => errors.push(error.message));
    app = page.frameLocator("iframe");
  });
  afterEach(async () => {
    await page.context().close();
    expect(errors).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await stack.close();
  });

  const scene = { stack: () => stack, page: () => page, app: () => app };
  return { ...scene, ...handsIn(scene), ...decisionsIn(scene) };
}

async function makeImages(stack: Stack, waiting: number): Promise<void> {
  const nora = merchant(stack);
  const products = nora.products().slice(0, 3);
  await nora.generate(products.map((product) => nora.photoOf(product)));
  await nora.generationsOver();
  await multiplyImages(stack.database.db, nora.domain, waiting);
}

type Scene = { stack: () => Stack; page: () => Page; app: () => FrameLocator };

function handsIn({ stack, page, app }: Scene) {
  const open = (path: string) =>
    page().goto(`${stack().shopify.origin}/store/northwind-goods/apps/packshot/app${path}`);
  const tiles = () => app().locator("[data-tile]");
  return {
    ...{ open, tiles },
    sees: (words: string | RegExp) => app().getByText(words).first().waitFor(),
    press: async (...keys: string[]) => {
      for (const key of keys) await page().keyboard.press(key);
    },
    /** The grid, alive, with the focus in it: a person comes there by Tab. */
    openGrid: async () => {
      await open("/review");
      await (await alive(tiles().first())).focus();
    },
  };
}

function decisionsIn({ stack }: Scene) {
  const counts = async (): Promise<Record<string, number>> => {
    const groups = await stack().database.db.image.groupBy({ by: ["decision"], _count: true });
    return Object.fromEntries(groups.map(({ decision, _count }) => [decision, _count]));
  };
  const stand = (wanted: Record<string, number>) =>
    eventually(counts, (now) =>
      Object.entries(wanted).every(([decision, many]) => (now[decision] ?? 0) === many),
    );
  return { counts, stand };
}
