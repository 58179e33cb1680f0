import { toGid } from "../catalog/gid.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  JobDone,
  LinkVariantMedia,
  MoveMedia,
  UnlinkVariantMedia,
} from "../platform/admin-api/operations.generated.ts";
import type { Work } from "./only-writer.server.ts";
import type { Move } from "./placement.ts";
import { gidOf, refuse, type ProductNow } from "./product-on-shopify.server.ts";
import type { VariantLink } from "./snapshot.ts";

const JOB_POLLS = 30;

/** Moves media and waits until Shopify has done it: reordering is a job there. Look at the product afterwards. */
export async function moveMedia(work: Work, product: ProductNow, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const { productReorderMedia } = await work.admin.request(MoveMedia, {
    id: toGid("Product", product.id),
    moves: moves.map(({ id, newPosition }) => ({ id: gidOf(product, id), newPosition: String(newPosition) })),
  });
  refuse(productReorderMedia?.mediaUserErrors, { productId: product.id });
  const job = productReorderMedia?.job;
  if (job && !job.done) await jobDone(work, job.id);
}

async function jobDone(work: Work, id: string): Promise<void> {
  for (let polls = 0; polls < JOB_POLLS; polls += 1) {
    await work.wait(Math.min(150 * 2 ** polls, 1000));
    const { job } = await work.admin.request(JobDone, { id });
    if (!job || job.done) return; // a job that is long done is forgotten
  }
}

export async function setVariantLinks(
  admin: AdminApi,
  product: ProductNow,
  { link, unlink }: { link: readonly VariantLink[]; unlink: readonly VariantLink[] },
): Promise<void> {
  const productId = toGid("Product", product.id);
  for (const links of pairs(product, unlink)) {
    const { productVariantDetachMedia } = await admin.request(UnlinkVariantMedia, { productId, links });
    refuse(productVariantDetachMedia?.userErrors, { productId: product.id });
  }
  for (const links of pairs(product, link)) {
    const { productVariantAppendMedia } = await admin.request(LinkVariantMedia, { productId, links });
    refuse(productVariantAppendMedia?.userErrors, { productId: product.id });
  }
}

/** Shopify takes a hundred pairs a call, with one media each. */
const PAIRS_AT_ONCE = 100;

function pairs(product: ProductNow, links: readonly VariantLink[]) {
  const inputs = links.map(({ variantId, mediaId }) => ({
    variantId: toGid("ProductVariant", variantId),
    mediaIds: [gidOf(product, mediaId)],
  }));
  const calls = Math.ceil(inputs.length / PAIRS_AT_ONCE);
  return Array.from({ length: calls }, (_, n) => inputs.slice(n * PAIRS_AT_ONCE, (n + 1) * PAIRS_AT_ONCE));
}
