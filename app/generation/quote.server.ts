import { timeOf, type Pace } from "../credits/quote.ts";
import { recentDurations } from "../credits/recent-durations.server.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Person } from "../platform/person.ts";
import type { QuoteForm } from "./batch-form.ts";
import { orderOf } from "./batch-order.server.ts";
import { findBatchByForm } from "./batch-store.server.ts";
import { createOnce } from "./create-batch.server.ts";
import { recipeToUse } from "./find-recipe.server.ts";
import { isRecipe } from "./recipe.ts";
import type { BatchSelection } from "./selection.ts";
import { countTried } from "./tried.server.ts";

export type QuoteDeps = {
  db: Db;
  model: string;
  clock: Clock;
  /** Has those who hand over what is to be read look at once. */
  nudgeCollecting: () => void;
  /** Has the catalog let go of what it was about, from where the last step ended. */
  stopCollecting: (shop: string, step: unknown, signal: AbortSignal) => Promise<void>;
  log: Logger;
};

/** Asks for the price of many products: they are read in the background, and nothing starts before a person says so. */
export async function requestQuote(
  { db, model, clock, nudgeCollecting, log }: QuoteDeps,
  { shop, person, form }: { shop: string; person: Person; form: QuoteForm },
): Promise<{ id: string }> {
  const earlier = await findBatchByForm(db, shop, form.formToken);
  if (earlier) return earlier;
  const recipe = await recipeToUse(db, shop, form.recipeKey);
  const order = orderOf(form, recipe, person, model);
  const { photoChoice, fewerThanPhotos, withoutImage } = form;
  const selection: BatchSelection = { source: form.selection, photoChoice, fewerThanPhotos, withoutImage };
  const nothingYet = { quotedImages: 0, quotedCredits: 0, quotedMicros: 0 };
  const batch = await createOnce(db, shop, order.formToken, async (tx) => {
    const asked = await tx.batch.create({
      data: {
        ...{ shop, state: "collecting", createdAt: clock.now(), ...order, ...nothingYet, selection },
        ...{ collecting: { tries: 0 }, withDuplicates: false },
      },
      select: { id: true, state: true },
    });
    const details = { from: form.selection.from };
    await recordAudit(tx, shop, person, { action: "batch_quoted", on: "batch", id: asked.id, details });
    return asked;
  });
  nudgeCollecting();
  log.info({ shop, batch: batch.id, from: form.selection.from }, "quote asked for");
  return batch;
}

const STOP_MS = 3_000;

/** Takes back what was asked for, with all that was read. What runs already is cancelled instead. */
export async function discardQuote(
  { db, stopCollecting, log }: Pick<QuoteDeps, "db" | "stopCollecting" | "log">,
  shop: string,
  person: Person,
  id: string,
): Promise<boolean> {
  const gone = await db.$transaction(async (tx) => {
    const [deleted] = await tx.$queryRaw<{ step: unknown }[]>`
      DELETE FROM "Batch" WHERE shop = ${shop} AND id = ${id} AND state IN ('collecting', 'quoted')
      RETURNING collecting -> 'step' AS step`;
    if (deleted) {
      await recordAudit(tx, shop, person, { action: "quote_discarded", on: "batch", id, details: {} });
    }
    return deleted;
  });
  if (!gone) return false;
  await stopCollecting(shop, gone.step, AbortSignal.timeout(STOP_MS)).catch((err: unknown) =>
    log.info({ shop, batch: id, err }, "Shopify goes on reading for nobody; that ends by itself"),
  );
  return true;
}

const SHOWN_NOT_FOUND = 1_000;

type Priced = { images: number; credits: number; micros: number; minSeconds: number; maxSeconds: number };

export type Quote = {
  state: string;
  products: number;
  photos: number;
  /** What starting makes and costs when duplicates are left out, and when they are made again. */
  withoutDuplicates: Priced;
  withDuplicates: Priced;
  duplicates: number;
  skipped: Record<string, number>;
  notFound: { count: number; words: string[] };
  /** Why collecting broke off, or starting would. */
  failureCode: string | null;
};

type Row = {
  state: string;
  products: number;
  scopePhotos: number;
  duplicates: number;
  imagesPerPhoto: number;
  creditsPerImage: number;
  microsPerImage: bigint;
  skipped: Record<string, number>;
  notFoundCount: number;
  notFound: string[] | null;
  failureCode: string | null;
  recipeKey: string;
  isOwnRecipe: boolean;
};

/** What collecting found, and what it costs; null when the shop has no such batch. */
export async function quoteOf(db: Queries, shop: string, id: string, pace: Pace): Promise<Quote | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT state, "scopePhotos", duplicates, "imagesPerPhoto", "creditsPerImage", "microsPerImage", skipped,
      "failureCode", "recipeKey",
      EXISTS (SELECT FROM "Recipe" r WHERE r.shop = b.shop AND r.id = b."recipeKey") AS "isOwnRecipe",
      jsonb_array_length("notFound") AS "notFoundCount",
      (SELECT jsonb_agg(word) FROM (SELECT word FROM jsonb_array_elements("notFound") AS w(word)
        LIMIT ${SHOWN_NOT_FOUND}) shown) AS "notFound",
      (SELECT count(DISTINCT s."productId")::int FROM "ScopePhoto" s
        WHERE s.shop = b.shop AND s."batchId" = b.id) AS products
    FROM "Batch" b WHERE b.shop = ${shop} AND b.id = ${id}`;
  if (!row) return null;
  const [durations, tried] = await Promise.all([recentDurations(db, shop), countTried(db, shop, id)]);
  const priced = (photos: number) => {
    const images = photos * row.imagesPerPhoto;
    const micros = images * Number(row.microsPerImage);
    return { images, credits: images * row.creditsPerImage, micros, ...timeOf(images, durations, pace) };
  };
  const { state, products, scopePhotos, skipped, recipeKey } = row;
  const duplicates = row.duplicates + tried;
  const hasRecipe = isRecipe(recipeKey) || row.isOwnRecipe;
  const failureCode = row.failureCode ?? (hasRecipe ? null : "recipe_gone");
  return {
    ...{ state, products, photos: scopePhotos, duplicates, skipped, failureCode },
    withoutDuplicates: priced(scopePhotos - duplicates),
    withDuplicates: priced(scopePhotos),
    notFound: { count: row.notFoundCount, words: row.notFound ?? [] },
  };
}
