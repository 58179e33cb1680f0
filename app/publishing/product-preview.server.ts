import { fromGid, toGid } from "../catalog/gid.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { PreviewProducts, type PreviewProductsQuery } from "../platform/admin-api/operations.generated.ts";
import { variantTitle } from "./variants-for.ts";

/** A product as far as a look ahead needs it. */
export type ProductPreview = {
  title: string;
  mediaCount: number;
  /** The first of them. */
  mediaIds: string[];
  /** The first of them, with what they show. */
  variants: { id: string; title: string; mediaIds: string[] }[];
  hasMoreVariants: boolean;
};

/** Each may cost 135 points, and a query no more than 1,000. */
const AT_ONCE = 5;

/** Products by their ids; those that were deleted are left out. */
export async function previewProducts(
  admin: AdminApi,
  ids: readonly string[],
): Promise<Map<string, ProductPreview>> {
  const chunks = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, n) =>
    ids.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  );
  const read = await Promise.all(
    chunks.map(async (some) => {
      const { nodes } = await admin.request(PreviewProducts, { ids: some.map((id) => toGid("Product", id)) });
      return nodes.flatMap((node) => (node?.__typename === "Product" ? [previewOf(node)] : []));
    }),
  );
  return new Map(read.flat());
}

type Node = Extract<PreviewProductsQuery["nodes"][number], { __typename: "Product" }>;

function previewOf({ id, title, mediaCount, media, variants }: Node): [string, ProductPreview] {
  return [
    fromGid(id),
    {
      title,
      mediaCount: mediaCount?.count ?? media.nodes.length,
      mediaIds: media.nodes.map((one) => fromGid(one.id)),
      variants: variants.nodes.map((variant) => ({
        id: fromGid(variant.id),
        title: variantTitle(variant.title),
        mediaIds: variant.media.nodes.map((one) => fromGid(one.id)),
      })),
      hasMoreVariants: variants.pageInfo.hasNextPage,
    },
  ];
}
