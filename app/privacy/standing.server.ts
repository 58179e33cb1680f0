import { countImages } from "../library/erase.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { PseudonymOf } from "../platform/pseudonym.server.ts";
import { countLive } from "../publishing/publication-store.server.ts";
import { lastReport } from "./erasure-report.server.ts";

/** Whether all of the shop is being erased: then its people see that, and nothing else. */
export async function isErasing(db: Queries, shop: string): Promise<boolean> {
  const row = await db.shop.findUnique({ where: { shop }, select: { erasingSince: true } });
  return row?.erasingSince != null;
}

export type Erasure = { why: string; begunAt: Date; finishedAt: Date | null; counts: Record<string, number> };

/** The shop's last erasure, as far as it has come; null when there was none. */
export async function lastErasure(
  { db, pseudonymOf }: { db: Queries; pseudonymOf: PseudonymOf },
  shop: string,
): Promise<Erasure | null> {
  const report = await lastReport(db, pseudonymOf(shop));
  if (!report) return null;
  const { why, begunAt, finishedAt, counts } = report;
  return { why, begunAt, finishedAt, counts };
}

/** What a person should know before all of it goes. */
export async function whatWouldGo(db: Queries, shop: string): Promise<{ images: number; live: number }> {
  const [images, live] = await Promise.all([countImages(db, shop), countLive(db, shop)]);
  return { images, live };
}
