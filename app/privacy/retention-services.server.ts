import { countGoing, countMissed, firstGoing, keepGoing, type Span } from "../library/going-images.server.ts";
import { countKept, keepImages, newestKept } from "../library/keep-images.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Editor, Person } from "../platform/person.ts";
import { retentionOf, setRetention } from "./retention-days.server.ts";
import { FORECAST_DAYS } from "./windows.ts";

const DAY_MS = 86_400_000;
/** When a person is warned. */
const WARNED_DAYS = 3;
/** Home says no more than that there are more: each is looked up in its row, and Home is opened often. */
const WARNED_OF = 1_000;

type GoingDay = Span & {
  /** Days from now, by which they are gone. */
  within: number;
  images: number;
  /** The first of them. */
  first: readonly string[];
};

type Shown = { images: number };

/** What the screens ask about how long images are kept, and what people do about it. */
export function createRetentionServices({ db, clock }: { db: Db; clock: Clock }) {
  const at = (days: number) => new Date(clock.now().getTime() + days * DAY_MS);
  return {
    of: (shop: string) => retentionOf(db, shop),
    set: (shop: string, person: Editor, choice: { days: number | null; isSure: boolean }) =>
      setRetention(db, shop, person, { ...choice, now: clock.now() }),

    /** What expires on each of the next days, from now on in stretches of 24 hours; days of nothing are left out. */
    async forecast(shop: string, { images: limit }: Shown): Promise<GoingDay[]> {
      const { days } = await retentionOf(db, shop);
      const spans = Array.from({ length: FORECAST_DAYS }, (_, n) => ({
        ...(n > 0 && { from: at(n) }),
        to: at(n + 1),
        within: n + 1,
      }));
      const counts = await countGoing(db, shop, days, spans);
      const going = spans.map((span, n) => ({ ...span, images: counts[n] ?? 0 }));
      return Promise.all(
        going
          .filter(({ images }) => images > 0)
          .map(async (day) => ({ ...day, first: await firstGoing(db, shop, days, { ...day, limit }) })),
      );
    },
    /** How many images expire within a few days that nobody has rejected; there may be more than are counted. */
    async warnedOf(shop: string): Promise<{ images: number; isMore: boolean; days: number }> {
      const { days } = await retentionOf(db, shop);
      const found = await countMissed(db, shop, { days, to: at(WARNED_DAYS), most: WARNED_OF + 1 });
      return { images: Math.min(found, WARNED_OF), isMore: found > WARNED_OF, days: WARNED_DAYS };
    },

    keep: (shop: string, person: Person, imageIds: readonly string[]) =>
      keepImages(db, shop, imageIds, { isKept: true, person, now: clock.now() }),
    stopKeeping: (shop: string, person: Editor, imageIds: readonly string[]) =>
      keepImages(db, shop, imageIds, { isKept: false, person, now: clock.now() }),
    async keepGoing(shop: string, person: Person, { from, to }: Span): Promise<number> {
      const { days } = await retentionOf(db, shop);
      return keepGoing(db, shop, { days, person, now: clock.now(), from, to });
    },
    async kept(shop: string, { images }: Shown) {
      const [count, newest] = await Promise.all([countKept(db, shop), newestKept(db, shop, images)]);
      return { images: count, newest };
    },
  };
}
