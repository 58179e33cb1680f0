import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Frame } from "playwright-core";
import { openSlowPage } from "./slow-page.ts";
import type { Vitals } from "./vitals.ts";

/** How long the person looks at each image before the next key: 100 in a minute, were the app not there. */
const LOOK_MS = 600;
const IMAGES = 100;
const GIVEN_UP_MS = 10_000;

/** Approves 100 images by the key P, looking at each for a moment once it is there. */
export async function reviewByKeys(browser: Browser, appUrl: string, address: string) {
  const slow = await openSlowPage(browser, appUrl, address);
  const { frame } = slow;
  await frame.locator("main").focus();
  const startedAt = performance.now();
  for (let image = 0; image < IMAGES; image += 1) {
    const before = await currentOf(frame);
    await sleep(LOOK_MS);
    await slow.page.keyboard.press("p");
    await untilOther(frame, before);
  }
  const minutes = (performance.now() - startedAt) / 60_000;
  const { events } = await slow.vitals();
  await slow.close();
  return {
    inp_ms: inpOf(events),
    decisions_per_minute: Math.round((IMAGES / minutes) * 10) / 10,
    decisions_per_minute_bound: 60_000 / LOOK_MS,
  };
}

const currentOf = (frame: Frame) =>
  frame.evaluate(() => document.querySelector('[data-tile][tabindex="0"]')?.getAttribute("data-tile") ?? "");

/** Looked for in the page itself: a question across processes takes as long as what is measured. */
async function untilOther(frame: Frame, before: string): Promise<void> {
  await frame.waitForFunction(
    (id) => document.querySelector('[data-tile][tabindex="0"]')?.getAttribute("data-tile") !== id,
    before,
    { timeout: GIVEN_UP_MS },
  );
}

/** The slowest interaction, one in fifty left out: https://web.dev/articles/inp */
function inpOf(events: Vitals["events"]): number {
  const slowest = new Map<number, number>();
  for (const { id, duration } of events) slowest.set(id, Math.max(duration, slowest.get(id) ?? 0));
  const sorted = [...slowest.values()].sort((a, b) => b - a);
  return sorted[Math.min(sorted.length - 1, Math.floor(IMAGES / 50))] ?? 0;
}
