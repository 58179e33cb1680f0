import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Frame } from "playwright-core";
import { openSlowPage } from "./slow-page.ts";
import type { Vitals } from "./vitals.ts";

/** How often the person presses a key, or later where the image before is still there: 100 in a minute if the app keeps up. */
const PACE_MS = 600;
const IMAGES = 100;
/** The image that keys are about. */
const CURRENT = '[data-tile][aria-current="true"]';
const GIVEN_UP_MS = 10_000;

/** Approves 100 images by the key P, each once it is the one that keys are about. */
export async function reviewByKeys(browser: Browser, appUrl: string, address: string) {
  const slow = await openSlowPage(browser, appUrl, address);
  const { frame } = slow;
  await frame.locator(CURRENT).focus();
  const startedAt = performance.now();
  for (let image = 0; image < IMAGES; image += 1) {
    const before = await currentOf(frame);
    await sleep(startedAt + (image + 1) * PACE_MS - performance.now());
    await slow.page.keyboard.press("p");
    await untilOther(frame, before);
  }
  const minutes = (performance.now() - startedAt) / 60_000;
  const { events } = await slow.vitals();
  await slow.close();
  return {
    inp_ms: inpOf(events),
    decisions_per_minute: Math.round((IMAGES / minutes) * 10) / 10,
    decisions_per_minute_bound: 60_000 / PACE_MS,
  };
}

const currentOf = (frame: Frame) => frame.locator(CURRENT).getAttribute("data-tile");

/** Looked for in the page itself: a question across processes takes as long as what is measured. */
async function untilOther(frame: Frame, before: string | null): Promise<void> {
  await frame.waitForFunction(
    ([current, id]) => {
      const tile = document.querySelector(current)?.getAttribute("data-tile");
      return tile !== undefined && tile !== id;
    },
    [CURRENT, before] as const,
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
