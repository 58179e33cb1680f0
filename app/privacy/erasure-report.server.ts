import { z } from "zod";
import type { Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";

/** `redact`: Shopify asked for it. `window`: it never did, and the days are over. `person`: somebody of the shop did. */
const REASONS = ["redact", "window", "person"] as const;
export type ErasingWhy = (typeof REASONS)[number];

/** What was erased, of whom it does not say: all that is kept of an erasure. */
export type ErasureReport = {
  pseudonym: string;
  id: string;
  why: string;
  begunAt: Date;
  finishedAt: Date | null;
  counts: Record<string, number>;
};

const Counts = z.record(z.string(), z.number());
/** As it lies in the store. */
export const StoredReport = z.object({
  pseudonym: z.string(),
  id: z.string(),
  why: z.enum(REASONS),
  begunAt: z.coerce.date(),
  finishedAt: z.coerce.date().nullable(),
  counts: Counts,
});

/** Beside the shops' own folders: what lies here is no shop's. */
export const REPORTS = "erasures/";

export async function createReport(
  tx: Queries,
  pseudonym: string,
  { why, begunAt }: Pick<ErasureReport, "why" | "begunAt">,
): Promise<ErasureReport> {
  return read(await tx.erasureReport.create({ data: { pseudonym, why, begunAt } }));
}

export async function reportById(
  db: Queries,
  { pseudonym, id }: Pick<ErasureReport, "pseudonym" | "id">,
): Promise<ErasureReport> {
  return read(await db.erasureReport.findUniqueOrThrow({ where: { pseudonym_id: { pseudonym, id } } }));
}

/** The shop's last one, finished or not. */
export async function lastReport(db: Queries, pseudonym: string): Promise<ErasureReport | null> {
  const row = await db.erasureReport.findFirst({ where: { pseudonym }, orderBy: { begunAt: "desc" } });
  return row && read(row);
}

function read(row: Omit<ErasureReport, "counts"> & { counts: unknown }): ErasureReport {
  return { ...row, counts: Counts.parse(row.counts) };
}

/** Counts what a transaction erases in that transaction: killed or not, each row is counted once. */
export async function countErased(
  tx: Queries,
  { pseudonym, id }: Pick<ErasureReport, "pseudonym" | "id">,
  what: string,
  count: number,
): Promise<void> {
  if (count === 0) return;
  await tx.$executeRaw`
    UPDATE "ErasureReport"
    SET counts = jsonb_set(counts, ARRAY[${what}], to_jsonb(COALESCE((counts ->> ${what})::bigint, 0) + ${count}::int))
    WHERE pseudonym = ${pseudonym} AND id = ${id}`;
}

export async function finishReport(
  tx: Queries,
  { pseudonym, id, finishedAt }: Pick<ErasureReport, "pseudonym" | "id" | "finishedAt">,
): Promise<void> {
  await tx.erasureReport.update({ where: { pseudonym_id: { pseudonym, id } }, data: { finishedAt } });
}

export function reportKey({ pseudonym, id }: Pick<ErasureReport, "pseudonym" | "id">): string {
  return `${REPORTS}${pseudonym}/${id}.json`;
}

/** A copy outside the database: a backup of that, put back, does not know what was erased since. */
export async function storeReport(objects: ObjectStore, report: ErasureReport): Promise<void> {
  await objects.put(reportKey(report), Buffer.from(JSON.stringify(report)), {
    contentType: "application/json",
  });
}
