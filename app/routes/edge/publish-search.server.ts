import { z } from "zod";
import type { DryRunScope } from "../../publishing/dry-run.server.ts";
import { PLACEMENTS, type Placement } from "../../publishing/placement.ts";
import { Id, readSearch } from "./input.server.ts";

/** As many as an address holds. */
const MOST_IMAGES = 300;

const ids = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(Id).max(MOST_IMAGES));

const Search = z.object({
  images: ids.optional(),
  batch: Id.optional(),
  /** A product's global id, or its number. */
  to: z
    .string()
    .transform((id) => id.split("/").at(-1))
    .pipe(Id)
    .optional(),
  place: z.enum(PLACEMENTS).optional().catch(undefined),
  variants: z.enum(["yes", "no"]).optional().catch(undefined),
  after: Id.optional(),
  asOf: z.iso.datetime().optional().catch(undefined),
});

/** Which images somebody wants to publish, and where: the address says it all. */
export function publishSearch(request: Request, defaultPlacement: string | null) {
  const { images, batch, to, place, variants, after, asOf } = readSearch(request, Search);
  const wanted = place ?? PLACEMENTS.find((one) => one === defaultPlacement) ?? "end";
  const placement = to !== undefined && needsPhoto(wanted) ? "end" : wanted;
  return {
    scope: scopeOf(images, batch),
    ...{ batch, to, after, placement },
    onVariants: to === undefined && (variants ? variants === "yes" : takesItsPlace(placement)),
    asOf: asOf === undefined ? undefined : new Date(asOf),
  };
}

function scopeOf(images: string[] | undefined, batch: string | undefined): DryRunScope {
  if (images) return { imageIds: images };
  return batch === undefined ? "approved" : { batchId: batch };
}

/** An image that is to be seen first is so on the variants, too, unless somebody wants it otherwise. */
function takesItsPlace(placement: Placement): boolean {
  return placement === "in_place" || placement === "first";
}

function needsPhoto(placement: Placement): boolean {
  return placement === "in_place" || placement === "after_photo";
}
