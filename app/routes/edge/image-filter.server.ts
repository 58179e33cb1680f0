import { z } from "zod";
import { DECISIONS } from "../../library/decision.ts";
import type { ImageFilter } from "../../library/image-filter.ts";
import { PackshotError } from "../../platform/errors.ts";
import { cutText, plainText } from "../../platform/plain-text.ts";
import { Id } from "./input.server.ts";

const DAY_MS = 86_400_000;
const MOST_SEARCHED = 100;

const day = z.iso.date().optional().catch(undefined);
const yesOrNo = z.enum(["yes", "no"]).optional().catch(undefined);

/** A filter as it stands in the address of a page: what is malformed counts as absent. */
const FilterFields = z.object({
  decision: z.enum(DECISIONS).optional().catch(undefined),
  product: Id.optional().catch(undefined),
  q: z
    .string()
    .trim()
    .transform((words) => cutText(words, MOST_SEARCHED) || undefined)
    .optional(),
  recipe: Id.optional().catch(undefined),
  batch: Id.optional().catch(undefined),
  from: day,
  to: day,
  published: yesOrNo,
  kept: yesOrNo,
  expired: yesOrNo,
});

/** Days are UTC's, the last one included. */
export const ImageFilterFields = FilterFields.transform(
  ({ product, q, batch, from, to, published, kept, expired, ...rest }): ImageFilter => ({
    ...rest,
    ...{ productId: product, search: q, batchId: batch },
    from: from && new Date(from).toISOString(),
    to: to && new Date(Date.parse(to) + DAY_MS).toISOString(),
    published: published && published === "yes",
    kept: kept && kept === "yes",
    expired: expired === "yes" || undefined,
  }),
);

/** A page shows more than was asked for where its address is malformed; nothing is done to more. */
export function filterIn(address: string | undefined): ImageFilter {
  const fields = [...new URLSearchParams(address)].filter(([, value]) => value.trim() !== "");
  const filter = ImageFilterFields.parse(
    Object.fromEntries(fields.map(([name, value]) => [name, plainText(value)])),
  );
  const understood = Object.values(filter).filter((value) => value !== undefined);
  if (address === undefined || understood.length !== fields.length) {
    throw new PackshotError("invalid_input", { filter: address });
  }
  return filter;
}
