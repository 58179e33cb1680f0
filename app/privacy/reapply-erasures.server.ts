import type { Db } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { beginErasing, type BeginErasingDeps } from "./begin-erasing.server.ts";
import { REPORTS, StoredReport } from "./erasure-report.server.ts";

type Deps = BeginErasingDeps;
type Stored = Awaited<ReturnType<typeof readReport>>;

const SHOPS = 1_000;

export type Reapplied = { reports: number; shops: number; erased: number };

/**
 * After a backup was put back: shops that were erased since are in the database again. The reports in the store, which
 * name them by their pseudonyms, tell which; they are erased once more, by whoever works. Doing it again does nothing.
 */
export async function reapplyErasures(deps: Deps): Promise<Reapplied> {
  const { reports, last } = await readReports(deps);
  const told: Reapplied = { reports, shops: 0, erased: 0 };
  for (let after = ""; ;) {
    const shops = await deps.db.shop.findMany({
      where: { shop: { gt: after } },
      orderBy: { shop: "asc" },
      take: SHOPS,
      select: { shop: true },
    });
    for (const { shop } of shops) told.erased += (await eraseAgain(deps, shop, last)) ? 1 : 0;
    told.shops += shops.length;
    const end = shops.at(-1);
    if (!end) return told;
    after = end.shop;
  }
}

/** Only if it was here before the erasure: one that came back after it is another one. */
async function eraseAgain(deps: Deps, shop: string, last: Map<string, Stored>): Promise<boolean> {
  const report = last.get(deps.pseudonymOf(shop));
  if (!report) return false;
  return beginErasing(deps, shop, {
    why: report.why,
    now: new Date(),
    isDue: ({ installedAt }) => installedAt < report.begunAt,
  });
}

/** The last report of each pseudonym. Those that the database does not have any more are put back into it. */
async function readReports({ db, objects }: { db: Db; objects: ObjectStore }) {
  const last = new Map<string, Stored>();
  let reports = 0;
  for await (const page of objects.list(REPORTS)) {
    const read = await Promise.all(page.map(({ key }) => readReport(objects, key)));
    await db.erasureReport.createMany({ data: read, skipDuplicates: true });
    for (const report of read) {
      const known = last.get(report.pseudonym);
      if (!known || known.begunAt < report.begunAt) last.set(report.pseudonym, report);
    }
    reports += read.length;
  }
  return { reports, last };
}

async function readReport(objects: ObjectStore, key: string) {
  return StoredReport.parse(JSON.parse((await objects.get(key)).toString()));
}
