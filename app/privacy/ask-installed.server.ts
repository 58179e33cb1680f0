import type { AdminApiFor } from "../platform/admin-api/admin-api.ts";
import { StillInstalled } from "../platform/admin-api/operations.generated.ts";
import type { Logger } from "../platform/logger.server.ts";
import { isRefusal } from "./refusal.ts";

export type AskingDeps = { adminFor: AdminApiFor; log: Logger };

/** `unknown`: Shopify said neither, or was not reached. */
export type Answer = "here" | "refused" | "unknown";

const ANSWER_MS = 10_000;

/** Asks Shopify, with the shop's own token, whether Packshot is installed. */
export async function askInstalled({ adminFor, log }: AskingDeps, shop: string): Promise<Answer> {
  try {
    await adminFor(shop).request(StillInstalled, {}, { signal: AbortSignal.timeout(ANSWER_MS) });
    return "here";
  } catch (error) {
    log.info({ shop, err: error }, "asked whether Packshot is still installed");
    return isRefusal(error) ? "refused" : "unknown";
  }
}
