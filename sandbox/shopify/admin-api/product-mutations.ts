import { randomUUID } from "node:crypto";
import { GraphQLError } from "graphql";
import type { Media, Product } from "../model.ts";
import { removeMedia, settleMedia } from "../product-media.ts";
import { findProduct, numericId } from "./context.ts";
import type { Context, Resolvers } from "./context.ts";
import { limits } from "./image-check.ts";
import { addNewImage } from "./new-media.ts";
import type { CreateMediaInput } from "./new-media.ts";

type UserError = { field: string[]; message: string };
type ProductInput = { id?: string | null } & Partial<
  Pick<Product, "title" | "descriptionHtml" | "productType" | "status" | "tags" | "vendor">
>;
type Move = { id: string; newPosition: string | number };

/** How long Shopify's job for a reorder takes here. */
const REORDER_MS = 100;

export const productMutations: Resolvers = {
  productUpdate: async (
    _: unknown,
    { product: input, media }: { product?: ProductInput | null; media?: CreateMediaInput[] | null },
    context,
  ) => {
    const product = input?.id ? findProduct(context, input.id) : null;
    if (!input || !product) {
      return { product: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
    }
    const userErrors = [...titleProblems(input), ...mediaProblems(product, media ?? [])];
    if (userErrors.length > 0) return { product, userErrors };
    changeFields(context, product, input);
    for (const one of media ?? []) await addNewImage(context, product, one);
    return { product: settleMedia(product, context.now), userErrors: [] };
  },

  productReorderMedia: (_: unknown, { id, moves }: { id: string; moves: Move[] }, context) => {
    const product = findProduct(context, id);
    const problems = product ? moveProblems(product, moves) : [noProduct("id")];
    if (!product || problems.length > 0)
      return { job: null, mediaUserErrors: problems, userErrors: problems };
    const job = { id: `gid://shopify/Job/${randomUUID()}`, doneAt: context.now + REORDER_MS };
    const numbered = moves.map((move) => ({ id: move.id, newPosition: Number(move.newPosition) }));
    product.reorders = [...(product.reorders ?? []), { doneAt: job.doneAt, moves: numbered }];
    context.store.jobs.set(job.id, job);
    return { job: { id: job.id, done: false, query: {} }, mediaUserErrors: [], userErrors: [] };
  },

  productDeleteMedia: (
    _: unknown,
    { productId, mediaIds }: { productId: string; mediaIds: string[] },
    context,
  ) => {
    const product = findProduct(context, productId);
    const problems = product ? deleteProblems(product, mediaIds) : [noProduct("productId")];
    if (!product || problems.length > 0) {
      return {
        deletedMediaIds: null,
        deletedProductImageIds: null,
        product,
        mediaUserErrors: problems,
        userErrors: problems,
      };
    }
    removeMedia(product, mediaIds);
    touch(context, product);
    return {
      deletedMediaIds: mediaIds,
      deletedProductImageIds: mediaIds
        .filter((id) => id.includes("/MediaImage/"))
        .map((id) => `gid://shopify/ProductImage/${numericId(id)}`),
      product,
      mediaUserErrors: [],
      userErrors: [],
    };
  },
};

export function touch({ store }: Context, product: Product): void {
  product.updatedAt = new Date(store.now()).toISOString();
}

const noProduct = (field: string) => ({
  code: "PRODUCT_DOES_NOT_EXIST",
  field: [field],
  message: "Product does not exist",
});

const titleProblems = ({ title }: ProductInput): UserError[] =>
  title?.trim() === "" ? [{ field: ["title"], message: "Title can't be blank" }] : [];

function mediaProblems(product: Product, media: CreateMediaInput[]): UserError[] {
  if (media.length > 0 && product.media.length + media.length > limits.mediaPerProduct) {
    const message = `Exceeded the limit of ${limits.mediaPerProduct} media per product`;
    return [{ field: ["media"], message }];
  }
  return media.flatMap(({ alt, mediaContentType, originalSource }, index) => {
    if (mediaContentType !== "IMAGE") {
      throw new GraphQLError(`Adding ${mediaContentType} media is not simulated by the sandbox`);
    }
    const at = (field: string, message: string) => ({ field: ["media", String(index), field], message });
    return [
      ...((alt ?? "").length > limits.altLength
        ? [at("alt", `Alt text is too long (maximum is ${limits.altLength} characters)`)]
        : []),
      ...(/^https?:$/.test(URL.parse(originalSource)?.protocol ?? "")
        ? []
        : [at("originalSource", "Image URL is invalid")]),
    ];
  });
}

function changeFields(context: Context, product: Product, input: ProductInput): void {
  const { id: _id, ...changes } = input;
  const given = Object.entries(changes).filter(([, value]) => value !== null && value !== undefined);
  Object.assign(product, Object.fromEntries(given));
  touch(context, product);
}

const isOn = (product: Product, mediaId: string) => product.media.some(({ id }: Media) => id === mediaId);

const moveProblems = (product: Product, moves: Move[]) =>
  moves.flatMap(({ id }, index) =>
    isOn(product, id)
      ? []
      : [
          {
            code: "MEDIA_DOES_NOT_EXIST",
            field: ["moves", String(index), "id"],
            message: "Media does not exist",
          },
        ],
  );

const deleteProblems = (product: Product, mediaIds: string[]) =>
  mediaIds
    .filter((id) => !isOn(product, id))
    .map((id) => ({
      code: "MEDIA_DOES_NOT_EXIST",
      field: ["mediaIds"],
      message: `Media id ${id} does not exist`,
    }));
