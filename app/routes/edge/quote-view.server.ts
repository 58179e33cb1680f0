import type { AppLoadContext } from "@remix-run/node";
import { PackshotError } from "../../platform/errors.ts";
import type { ImageSize } from "../../generation/recipe.ts";
import type { Purse } from "../../ui/batches/fits.ts";
import type { QuoteView } from "../../ui/batches/quote.tsx";

type Services = AppLoadContext["services"];
type Sum = { images: number; credits: number; micros: number };

/** A quote with the time it takes, beside what the shop can spend. */
export async function quoteView(
  { batches, credits }: Services,
  shop: string,
  { id, imageSize }: { id: string; imageSize: string },
): Promise<QuoteView & { purse: Purse }> {
  const [quote, account] = await Promise.all([batches.quoteOf(shop, id), credits.account(shop)]);
  if (!quote) throw new PackshotError("not_found", { batch: id });
  const timed = async (sum: Sum) => {
    const order = { images: sum.images, model: batches.model, imageSize: imageSize as ImageSize };
    const time = await credits.quote(shop, order);
    return { ...sum, seconds: { min: time?.minSeconds ?? 0, max: time?.maxSeconds ?? 0 } };
  };
  const [without, all] = await Promise.all([timed(quote.withoutDuplicates), timed(quote.withDuplicates)]);
  const { photos, duplicates, skipped, notFound } = quote;
  const { available, reserved, chargedInMonth, batchCap, monthlyCap, suspended } = account;
  return {
    ...{ photos, duplicates, skipped, notFound, without, with: all },
    imagesPerPhoto: photos > 0 ? all.images / photos : 0,
    purse: { available, reserved, chargedInMonth, batchCap, monthlyCap, suspended },
  };
}
