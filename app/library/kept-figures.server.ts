import type { Clock } from "../platform/clock.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { latelyUsed, recipeFigures, type RecipeFigures } from "./recipe-figures.server.ts";

const KEPT_MS = 60_000;
/** Of so many shops at once; then all begin anew. */
const MOST_SHOPS = 1_000;
/** Of those that were used lately, the most used. */
const MOST_RECIPES = 6;

type Kept = { until: number; figures: Promise<RecipeFigures | undefined> };

/**
 * The figures of recipes, kept for a minute: counting all that a gallery shows takes some hundred thousand entries of an
 * index. What was decided in this process is seen at once (`forget`), by another one within the minute.
 */
export function createKeptFigures({ db, clock }: { db: Queries; clock: Clock }) {
  const shops = new Map<string, Map<string, Kept>>();
  const lately = new Map<string, { until: number; used: ReturnType<typeof latelyUsed> }>();

  function ask(shop: string, keys: readonly string[], of: Map<string, Kept>): void {
    const asked = recipeFigures(db, shop, keys);
    const until = clock.now().getTime() + KEPT_MS;
    for (const key of keys) of.set(key, { until, figures: asked.then((all) => all.get(key)) });
    asked.catch(() => shops.delete(shop));
  }

  return {
    of: async (shop: string, keys: readonly string[]): Promise<Map<string, RecipeFigures>> => {
      if (shops.size >= MOST_SHOPS) shops.clear();
      const kept = shops.get(shop) ?? new Map<string, Kept>();
      shops.set(shop, kept);
      const now = clock.now().getTime();
      const missing = keys.filter((key) => (kept.get(key)?.until ?? 0) <= now);
      if (missing.length > 0) ask(shop, missing, kept);
      const found = await Promise.all(keys.map(async (key) => [key, await kept.get(key)?.figures] as const));
      return new Map(found.flatMap(([key, figures]) => (figures ? [[key, figures]] : [])));
    },
    lately: (shop: string): ReturnType<typeof latelyUsed> => {
      const now = clock.now().getTime();
      const kept = lately.get(shop);
      if (kept && kept.until > now) return kept.used;
      if (lately.size >= MOST_SHOPS) lately.clear();
      const used = latelyUsed(db, shop, MOST_RECIPES);
      lately.set(shop, { until: now + KEPT_MS, used });
      used.catch(() => lately.delete(shop));
      return used;
    },
    /** Somebody decided on images of the shop. */
    forget: (shop: string): void => {
      shops.delete(shop);
      lately.delete(shop);
    },
  };
}
