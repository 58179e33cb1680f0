import { PackshotError } from "../platform/errors.ts";
import { askInstalled, type AskingDeps } from "./ask-installed.server.ts";
import { beginErasing, type BeginErasingDeps, type Standing } from "./begin-erasing.server.ts";
import { isBeforeRedacted, type ShopEvent } from "./webhooks.ts";

export type RedactDeps = BeginErasingDeps & AskingDeps;
type Event = Pick<ShopEvent, "triggeredAt">;

const STANDING = {
  ...{ installedAt: true, seenInstalledAt: true, uninstalledAt: true, uninstallLearnt: true },
  erasingSince: true,
} as const;

/**
 * Shopify asks for a shop's erasure two days after it left, also when it came back meanwhile, and once for each time that
 * it left. So it is due where the shop is gone since the uninstall that this one speaks of. Where nobody told us of any,
 * the webhook may be lost, or the shop may have come back and nobody opened the app since: Shopify is asked, and only a
 * clear refusal counts.
 */
export async function redactShop(deps: RedactDeps, shop: string, event: Event): Promise<void> {
  const { db, log } = deps;
  const before = await db.shop.findUnique({ where: { shop }, select: STANDING });
  if (!before || before.erasingSince) return;
  const isRefused = await isGoneByNow(deps, shop, { before, event });
  const isDue = (now: Standing) =>
    wasTold(now)
      ? isBeforeRedacted(event, now.uninstalledAt)
      : isRefused && now.seenInstalledAt.getTime() === before.seenInstalledAt.getTime();
  const isBegun = await beginErasing(deps, shop, { why: "redact", now: new Date(), isDue });
  if (!isBegun)
    log.warn({ shop }, "Shopify asked for the erasure of a shop that has come back, or left again");
}

type Judged = { before: Standing; event: Event };

/** Throws where Shopify says neither: the event is tried again. */
async function isGoneByNow(deps: RedactDeps, shop: string, { before, event }: Judged): Promise<boolean> {
  if (wasTold(before) || !isBeforeRedacted(event, before.seenInstalledAt)) return false;
  const answer = await askInstalled(deps, shop);
  if (answer === "unknown") throw new PackshotError("shopify_unreachable", { shop });
  return answer === "refused";
}

function wasTold<S extends Standing>(shop: S): shop is S & { uninstalledAt: Date } {
  return shop.uninstalledAt !== null && shop.uninstallLearnt !== "inferred";
}
