import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Editor } from "../platform/person.ts";
import { accountOf } from "./account.server.ts";
import { capsOf, setCaps, type Caps } from "./caps.server.ts";
import type { CreditsConfig } from "./credits-config.ts";
import { ledgerCsv } from "./ledger-csv.server.ts";
import { quoteOf, type Pace } from "./quote.ts";
import { recentDurations } from "./recent-durations.server.ts";
import { allEntries, holdingBatches, listEntries } from "./statement.server.ts";

type Deps = { db: Db; clock: Clock; creditsConfig: CreditsConfig; pace: Pace };

/** What people see of their credits, and the caps that they set. */
export function createCreditServices({ db, clock, creditsConfig: config, pace }: Deps) {
  return {
    account: (shop: string) => accountOf(db, shop, { config, now: clock.now() }),
    caps: (shop: string) => capsOf(db, shop),
    setCaps: (shop: string, person: Editor, caps: Caps) => setCaps(db, shop, person, caps),
    quote: async (shop: string, order: Parameters<typeof quoteOf>[0]) =>
      quoteOf(order, await recentDurations(db, shop), pace),
    entries: (shop: string, page: Parameters<typeof listEntries>[2]) => listEntries(db, shop, page),
    csv: (shop: string) => ledgerCsv(allEntries(db, shop)),
    holding: (shop: string, limit: number) => holdingBatches(db, shop, limit),
  };
}
