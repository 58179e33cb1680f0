import type { Media, Product, Variant } from "../model.ts";
import { findProduct } from "./context.ts";
import type { Resolvers } from "./context.ts";
import { touch } from "./product-mutations.ts";

type Link = { variantId: string; mediaIds: string[] };
type Args = { productId: string; variantMedia: Link[] };
type Problem = { code: string; field: string[]; message: string };

const MOST_PAIRS = 100;

export const variantMutations: Resolvers = {
  productVariantAppendMedia: (_: unknown, args: Args, context) => {
    const product = findProduct(context, args.productId);
    const userErrors = problemsOf(product, args.variantMedia, whyNotAttach);
    if (!product || userErrors.length > 0) return { product, productVariants: null, userErrors };
    const changed = eachLink(product, args.variantMedia, (variant, mediaIds) => {
      variant.mediaIds = [...variant.mediaIds, ...mediaIds];
    });
    touch(context, product);
    return { product, productVariants: changed, userErrors: [] };
  },

  productVariantDetachMedia: (_: unknown, args: Args, context) => {
    const product = findProduct(context, args.productId);
    const userErrors = problemsOf(product, args.variantMedia, whyNotDetach);
    if (!product || userErrors.length > 0) return { product, productVariants: null, userErrors };
    const changed = eachLink(product, args.variantMedia, (variant, mediaIds) => {
      variant.mediaIds = variant.mediaIds.filter((id) => !mediaIds.includes(id));
    });
    touch(context, product);
    return { product, productVariants: changed, userErrors: [] };
  },
};

function eachLink(product: Product, links: Link[], change: (variant: Variant, mediaIds: string[]) => void) {
  return links.flatMap(({ variantId, mediaIds }) => {
    const variant = product.variants.find(({ id }) => id === variantId);
    if (variant) change(variant, mediaIds);
    return variant ?? [];
  });
}

type Check = (variant: Variant, media: Media) => [code: string, message: string] | null;

const whyNotAttach: Check = ({ mediaIds }, media) => {
  if (media.type !== "MediaImage") return ["INVALID_MEDIA_TYPE", "Only images can be attached to variants"];
  if (media.status !== "READY") return ["NON_READY_MEDIA", "Non-ready media cannot be attached to variants"];
  if (mediaIds.length > 0)
    return ["PRODUCT_VARIANT_ALREADY_HAS_MEDIA", "The variant already has attached media"];
  return null;
};

const whyNotDetach: Check = ({ mediaIds }, { id }) =>
  mediaIds.includes(id)
    ? null
    : ["MEDIA_IS_NOT_ATTACHED_TO_VARIANT", "The media is not attached to the variant"];

function problemsOf(product: Product | null, links: Link[], check: Check): Problem[] {
  if (!product) return [problem("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId")];
  if (links.length > MOST_PAIRS) {
    return [problem("MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED", `At most ${MOST_PAIRS} pairs`, "variantMedia")];
  }
  return links.flatMap((link, index) => {
    const repeated = links.findIndex(({ variantId }) => variantId === link.variantId) < index;
    const found = repeated
      ? problem("PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES", "The variant was given more than once")
      : linkProblem(product, link, check);
    return found ? [{ ...found, field: ["variantMedia", String(index), ...found.field] }] : [];
  });
}

function linkProblem(product: Product, { variantId, mediaIds }: Link, check: Check): Problem | null {
  const variant = product.variants.find(({ id }) => id === variantId);
  if (!variant) {
    return problem(
      "PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT",
      "Variant does not exist on product",
      "variantId",
    );
  }
  if (mediaIds.length > 1) {
    return problem("TOO_MANY_MEDIA_PER_INPUT_PAIR", "Only one media is allowed for a variant", "mediaIds");
  }
  const media = product.media.find(({ id }) => id === mediaIds[0]);
  if (!media) {
    return problem("MEDIA_DOES_NOT_EXIST_ON_PRODUCT", "Media does not exist on product", "mediaIds");
  }
  const refused = check(variant, media);
  return refused && problem(...refused, "mediaIds");
}

const problem = (code: string, message: string, ...field: string[]): Problem => ({ code, message, field });
