import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { openDb } from "../app/platform/db/db.server.ts";
import { startApp } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import { startSandbox } from "../sandbox/start.ts";
import { alive, DESKTOP, newPage, openBrowser, PHONE } from "../tests/browser.ts";
import { merchant } from "../tests/merchant.ts";
import { fillScreensShop } from "./screens-shop.ts";
import { FILLED, FIRST, type Screen, type Shop } from "./screens-list.ts";
import { smallPng } from "./small-png.ts";

/** `npm run screens [NAME …]` makes the pictures in docs/screens/: every screen, on a desktop and on a phone. */
const FOLDER = fileURLToPath(new URL("screens/", import.meta.url));
const SIZES = { 1280: DESKTOP, 390: PHONE };
const MOST_BYTES = 60_000;
/** The README's picture may be finer. */
const FINEST = { file: "review-1280.png", bytes: 100_000 };
const wanted = process.argv.slice(2);

const [sandbox] = await Promise.all([startSandbox({ geminiLatencyMs: 0 }), buildIfStale()]);
const app = await startApp({
  entry: "server",
  env: { ...sandbox.env, LOG_LEVEL: "warn" },
  logFile: ".cache/docs/packshot.log",
  readyUrl: `${sandbox.appUrl}/readyz`,
});
const db = openDb(sandbox.env.DATABASE_URL, 2);
const shop: Shop = { db, nora: merchant({ ...sandbox, database: { db } }) };
const browser = await openBrowser();
try {
  if (wanted.length === 0) await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await takeAll(FIRST);
  await fillScreensShop(sandbox, shop);
  await takeAll(FILLED);
} finally {
  await browser.close();
  await db.$disconnect();
  await app.kill("SIGTERM");
  await sandbox.stop();
}

async function takeAll(screens: readonly Screen[]): Promise<void> {
  for (const [width, viewport] of Object.entries(SIZES)) {
    const page = await newPage(browser, viewport);
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const screen of screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      await take(page, screen, `${screen.name}-${width}.png`);
    }
    await page.context().close();
  }
}

async function take(page: Page, { path, isAdmins, act }: Screen, file: string): Promise<void> {
  const frame = page.frameLocator("iframe");
  const store = `${sandbox.shopify.origin}/store/northwind-goods`;
  await page.goto(`${store}${isAdmins ? "" : "/apps/packshot/app"}${await path(shop)}`);
  if (!isAdmins) await alive(frame.locator("main :is(a, button, input, select):visible").first());
  await act?.(frame, page);
  await page.waitForLoadState("networkidle");
  await (isAdmins ? page : frame).locator("html").evaluate(allPictures);
  const bytes = await smallPng(await page.screenshot(), file === FINEST.file ? FINEST.bytes : MOST_BYTES);
  await writeFile(FOLDER + file, bytes);
  process.stderr.write(`${file}: ${Math.round(bytes.length / 1000)} kB\n`);
}

/** Those on the screen; others load when somebody scrolls to them. */
async function allPictures(): Promise<void> {
  const shown = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
  await Promise.all(shown.map((image) => image.decode().catch(() => undefined)));
}
