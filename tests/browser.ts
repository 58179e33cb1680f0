import chromium from "@sparticuz/chromium";
import { existsSync } from "node:fs";
import { chromium as playwright, type Browser, type Locator, type Page } from "playwright-core";
import { eventually } from "./eventually.ts";

/** An ordinary visitor: the Shopify library answers 410 to browsers that call themselves headless. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

const INSTALLED = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Chromium from its npm package on Linux x64; elsewhere CHROME_PATH or a Chrome in one of the usual places. */
export async function openBrowser(...more: string[]): Promise<Browser> {
  const packaged = process.platform === "linux" && process.arch === "x64";
  const executablePath =
    process.env.CHROME_PATH ?? (packaged ? await chromium.executablePath() : INSTALLED.find(existsSync));
  if (!executablePath) throw new Error("No Chromium was found; set CHROME_PATH to one");
  const quiet = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  return playwright.launch({
    executablePath,
    // Not chromium.args: they are for serverless hosts, run everything in one process, which dies with the first
    // page that is closed, and switch off the browser's web security.
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...quiet, ...more],
    headless: true,
  });
}

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export async function newPage(browser: Browser, viewport = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ viewport, userAgent: USER_AGENT });
  context.setDefaultTimeout(45_000);
  return context.newPage();
}

/** Waits until React has taken the element over: what is done to it from then on counts. */
export async function alive(locator: Locator): Promise<Locator> {
  await locator.waitFor();
  await eventually(() => locator.evaluate(isAlive), Boolean);
  return locator;
}

function isAlive(element: Element): boolean {
  return Object.keys(element).some((key) => key.startsWith("__reactProps"));
}
