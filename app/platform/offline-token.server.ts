import type { Session } from "@shopify/shopify-api";
import type { Clock } from "./clock.ts";
import { isLockTimeout, type Db, type Queries } from "./db/db.server.ts";
import { PackshotError } from "./errors.ts";
import { refreshPair, type RefreshDeps, type Useless } from "./refresh-pair.server.ts";
import { askToReconnect, endReconnect } from "./reconnect.server.ts";
import type { Seal } from "./seal.server.ts";
import { offlineIdOf, openRow, type SessionRow } from "./session-row.server.ts";
import { replaceTokens } from "./session-storage.server.ts";

const REFRESH_BEFORE_MS = 5 * 60_000;
/** Together no longer than the transaction; a refresh ends by itself, see shopify-fetch. */
const WAIT_FOR_OTHERS = "25s";
const TRANSACTION_MS = 60_000;
const MOMENT_MS = 60_000;

type Deps = RefreshDeps & { db: Db; seal: Seal };

/**
 * The shop's own access token, for work without a person. `refused` is one that Shopify did not take, whatever we
 * thought of it: it is not answered again.
 */
type OfflineTokens = (shop: string, refused?: string) => Promise<string>;

/** Refreshed by one process at a time, and at its expiry once. */
export function createOfflineTokens(deps: Deps): OfflineTokens {
  /** Within a process one waits for all: each waiting transaction would keep a connection from everybody else. */
  const refreshing = new Map<string, Promise<string>>();
  const refreshOnce = (shop: string, refused?: string) => {
    const name = `${shop} ${refused ?? ""}`;
    const refreshed =
      refreshing.get(name) ?? refreshLocked(deps, shop, refused).finally(() => refreshing.delete(name));
    refreshing.set(name, refreshed);
    return refreshed;
  };
  return async (shop, refused) => {
    const { session } = await read(deps, deps.db, shop);
    return usable(session, refused, deps.clock) ?? (await refreshOnce(shop, refused));
  };
}

type Stored = { row: SessionRow | null; session: Session | null };

async function read({ seal }: Deps, db: Queries, shop: string): Promise<Stored> {
  const row = await db.session.findUnique({ where: { id: offlineIdOf(shop) } });
  return { row, session: row && openRow(row, seal) };
}

/** A session without an expiry is a token that does not expire. */
function usable(session: Session | null, refused: string | undefined, clock: Clock): string | null {
  const { accessToken, expires } = session ?? {};
  if (!accessToken || accessToken === refused) return null;
  const isFresh = !expires || expires.getTime() - clock.now().getTime() > REFRESH_BEFORE_MS;
  return isFresh ? accessToken : null;
}

async function refreshLocked(deps: Deps, shop: string, refused?: string): Promise<string> {
  const outcome = await deps.db.$transaction(
    async (tx) => {
      await waitForTurn(tx, shop);
      return refreshStored(deps, tx, shop, refused);
    },
    { timeout: TRANSACTION_MS, maxWait: TRANSACTION_MS / 2 },
  );
  if (outcome === "changed") return refreshLocked(deps, shop, refused); // somebody logged in at this moment
  if ("gone" in outcome)
    throw new PackshotError(
      "shopify_access_lost",
      { shop, reason: "not installed" },
      { cause: outcome.gone },
    );
  if ("token" in outcome) return outcome.token;
  const { why, cause } = outcome;
  throw new PackshotError("reconnect_needed", { shop, why }, { cause });
}

async function waitForTurn(tx: Queries, shop: string): Promise<void> {
  try {
    await tx.$executeRaw`SELECT set_config('lock_timeout', ${WAIT_FOR_OTHERS}, true)`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`refresh/${shop}`}, 0))`;
  } catch (cause) {
    if (!isLockTimeout(cause)) throw cause;
    throw new PackshotError("shopify_unreachable", { shop, reason: "another refresh hangs" }, { cause });
  }
}

/** `gone`: the shop has left, and what Shopify said, if it was asked. */
type Outcome = { token: string } | Useless | "changed" | { gone: unknown };

/** Whoever waited for the lock finds the pair that the first one stored. */
async function refreshStored(deps: Deps, tx: Queries, shop: string, refused?: string): Promise<Outcome> {
  const { row, session } = await read(deps, tx, shop);
  const token = usable(session, refused, deps.clock);
  if (token) return { token };
  const now = deps.clock.now();
  if (await wasRefused(tx, shop, now)) return { why: "refused" };
  const refreshed = session ? await refreshPair(deps, session) : { why: "unreadable" as const };
  if (!session || "why" in refreshed) {
    const { why, cause } = "why" in refreshed ? refreshed : { why: "unreadable" as const };
    const asked = await askToReconnect(tx, deps.log, { shop, why, stored: row, now });
    if (asked === "gone") return { gone: cause };
    return asked === "asked" ? { why, cause } : asked;
  }
  await endReconnect(tx, shop);
  const isStored = await replaceTokens(tx, deps.seal, refreshed, session);
  return isStored ? { token: refreshed.accessToken ?? "" } : "changed";
}

/** A moment ago: many may stand in line here, and Shopify would say the same to each. */
async function wasRefused(tx: Queries, shop: string, now: Date): Promise<boolean> {
  const since = { gt: new Date(now.getTime() - MOMENT_MS) };
  return (await tx.shop.count({ where: { shop, reconnectWhy: "refused", reconnectSince: since } })) > 0;
}
