import { randomUUID } from "node:crypto";
import type { CollectState } from "../app/catalog/collect-state.ts";
import type { CollectedPhoto, CollectStep } from "../app/catalog/collect.server.ts";
import type { QuoteForm } from "../app/generation/batch-form.ts";
import { collectBatch, type CollectBatchDeps } from "../app/generation/collect-batch.handler.server.ts";
import { requestQuote } from "../app/generation/quote.server.ts";
import type { Db } from "../app/platform/db/db.server.ts";
import { ADA, NOW, startDeps } from "./quoted-batches.ts";

export const still = new AbortController().signal;
export const leaseMs = 60_000;
export const laterClock = (ms: number) => ({ clock: { now: () => new Date(NOW.getTime() + ms) } });

const FORM = {
  ...{ recipeKey: "white_background", scene: "", colour: "", part: "", aspectRatio: "1:1", imageSize: "1K" },
  ...{ imagesPerPhoto: 2, photoChoice: "first", withoutImage: false },
  selection: { from: "search", filters: { tag: "summer" } },
} as const satisfies Omit<QuoteForm, "formToken">;

export const photo = (n: number): CollectedPhoto => ({
  ...{ productId: String(500 + n), productTitle: `Bottle ${n}`, photoId: String(9000 + n) },
  ...{ photoAlt: "", photoUrl: "http://photos.example/1.jpg" },
});
export const page = (at: number): CollectState => ({ phase: "pages", total: 30, after: String(at) });

/** Three pages of ten products each. */
export async function threePages(from: CollectState | null): Promise<CollectStep> {
  const at = from?.phase === "pages" ? Number(from.after) : 0;
  const photos = Array.from({ length: 10 }, (_, n) => photo(at * 10 + n));
  const found = { photos, skipped: { no_photo: 1 }, notFound: [`A-${at}`], products: 11, total: 33 };
  return { ...found, next: at < 2 ? page(at + 1) : null };
}

export type Batch = { shop: string; id: string };

/** Quotes of shops of their own, whose catalog is what the test says. */
export function collectingBatches(db: Db) {
  const deps = startDeps(db);
  return {
    deps,
    async asked(change: Partial<QuoteForm> = {}) {
      const shop = `${randomUUID()}.myshopify.com`;
      await db.shop.create({ data: { shop } });
      const form = { ...FORM, formToken: randomUUID(), ...change };
      return { shop, form, ...(await requestQuote(deps, { shop, person: ADA, form })) };
    },
    collect(
      batch: Batch,
      read: (from: CollectState | null) => Promise<CollectStep> = threePages,
      change: Partial<CollectBatchDeps> = {},
    ): Promise<void> {
      const { clock, log, stopCollecting } = deps;
      const collecting = { db, clock, log, leaseMs, wait: async () => {}, stopCollecting, ...change };
      const collectStep: CollectBatchDeps["collectStep"] = (_shop, _selection, from) => read(from);
      return collectBatch({ ...collecting, collectStep }, batch, still);
    },
    batchOf: ({ shop, id }: Batch) =>
      db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id } }, include: { scope: true } }),
  };
}
