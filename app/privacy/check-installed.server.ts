import type { Clock } from "../platform/clock.ts";
import { askInstalled, type Answer, type AskingDeps } from "./ask-installed.server.ts";
import { beginErasing, type BeginErasingDeps } from "./begin-erasing.server.ts";
import { claimAsked, foundHere, isFaultOfOurs, noteRefused, type Asked } from "./installed-store.server.ts";
import { uninstall } from "./uninstall.server.ts";
import { daysBefore, WINDOWS } from "./windows.ts";

type Deps = BeginErasingDeps & AskingDeps & { clock: Clock };
type Told = Asked & { answer: Answer };

/** A step asks so many, all at once, so that it is short though Shopify does not answer. */
const MOST_AT_ONCE = 10;
/** Shopify's refusal counts when it says the same on the next day. */
const SAME_FOR_MS = 20 * 3_600_000;
/** A shop whose days are over, and of which Shopify says neither, is erased after so many more. */
const DAYS_WITHOUT_ANSWER = 3;

/**
 * Finds the shops that have left without our hearing of it: webhooks are not guaranteed
 * (https://shopify.dev/docs/apps/build/webhooks/best-practices). Whoever was not seen for a day is asked for. Its
 * credentials stay alive by that, too: a refresh token that is not used for 90 days is worthless. One that was refused is
 * asked for again soon, in case that passes by itself; one that only seems to have left, once more before it is erased.
 */
export async function checkInstalled(deps: Deps): Promise<void> {
  const { db, clock, log } = deps;
  const now = clock.now();
  const asked = await claimAsked(db, now, MOST_AT_ONCE);
  const told = await Promise.all(
    asked.map(async (one): Promise<Told> => ({ ...one, answer: await askInstalled(deps, one.shop) })),
  );
  for (const { shop, answer } of told) {
    if (answer === "here" && (await foundHere(db, shop)))
      log.warn({ shop }, "a shop that seemed to have left is here");
    if (answer === "refused") await noteRefused(db, shop, now);
  }
  const [gone, over] = [told.filter((one) => isGone(one, now)), told.filter((one) => isOver(one, now))];
  if (gone.length + over.length === 0) return;
  if (await isFaultOfOurs(db, now)) {
    log.error(
      { shops: gone.length + over.length },
      "Shopify refuses too many shops at once: none of them has left",
    );
    return;
  }
  for (const one of gone) await stop(deps, one);
  for (const { shop } of over) await erase(deps, shop, now);
}

/** Refused for a day. */
function isGone({ answer, uninstalledAt, reconnectSince, reconnectWhy }: Told, now: Date): boolean {
  if (answer !== "refused" || uninstalledAt || reconnectWhy !== "refused" || !reconnectSince) return false;
  return now.getTime() - reconnectSince.getTime() >= SAME_FOR_MS;
}

function isOver({ answer, uninstalledAt }: Told, now: Date): boolean {
  if (answer === "here" || !uninstalledAt) return false;
  const further = answer === "refused" ? 0 : DAYS_WITHOUT_ANSWER;
  return uninstalledAt <= daysBefore(now, WINDOWS.uninstalledShop.days + further);
}

/** Unless it comes back at this very moment. */
async function stop({ db, log }: Deps, { shop, reconnectSince }: Told): Promise<void> {
  if (!reconnectSince) return;
  log.warn({ shop }, "the store has uninstalled Packshot without our hearing of it");
  await uninstall(db, shop, { triggeredAt: reconnectSince, isInferred: true });
}

async function erase(deps: Deps, shop: string, now: Date): Promise<void> {
  const leftBefore = daysBefore(now, WINDOWS.uninstalledShop.days);
  await beginErasing(deps, shop, {
    why: "window",
    now,
    isDue: ({ uninstalledAt }) => uninstalledAt !== null && uninstalledAt <= leftBefore,
  });
}
