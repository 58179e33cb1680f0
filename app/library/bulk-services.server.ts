import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { askBulk, askUndo } from "./ask-bulk.server.ts";
import type { BulkRequest, BulkShown } from "./bulk.ts";
import { cancelBulk, shownBulkActions } from "./bulk-store.server.ts";
import type { BulkWork } from "./bulk-work.server.ts";

type Deps = {
  db: Db;
  clock: Clock;
  bulkWork: Pick<BulkWork, "begin">;
  forgetFigures: (shop: string) => void;
};

/** What people do to all images that match. What is answered is written down, and done behind. */
export function createBulkServices({ db, clock, bulkWork, forgetFigures }: Deps) {
  const begun = async (shop: string, asked: Promise<{ id: string }>) => {
    const action = await asked;
    await bulkWork.begin(shop).finally(() => forgetFigures(shop));
    return action;
  };
  return {
    startBulk: (shop: string, person: Person, request: BulkRequest) =>
      begun(shop, askBulk(db, shop, { person, now: clock.now() }, request)),
    undoBulk: (shop: string, person: Person, asked: { undoes: string; formToken: string }) =>
      begun(shop, askUndo(db, shop, { person, now: clock.now() }, asked)),
    cancelBulk: (shop: string, person: Person, id: string) =>
      cancelBulk(db, shop, { person, now: clock.now() }, id),
    async bulkActions(shop: string): Promise<BulkShown> {
      const now = clock.now();
      return { actions: await shownBulkActions(db, shop, now), readAt: now.getTime() };
    },
  };
}
