import type { Queries } from "../platform/db/db.server.ts";
import type { CopyTarget } from "./create-publications.server.ts";

const FAILED = { state: "failed", isLatest: true } as const;

/** Publications that failed and may be tried again. */
export function countFailedImages(db: Queries, shop: string, batchId?: string): Promise<number> {
  return db.publication.count({ where: { shop, batchId, ...FAILED } });
}

/** Images that failed to come on their photos' products, newest first; `cursor` is the last id of those before. */
export async function failedImageIds(
  db: Queries,
  shop: string,
  { batchId, cursor, limit }: { batchId?: string; cursor?: string; asOf?: Date; limit: number },
): Promise<string[]> {
  const rows = await db.publication.findMany({
    where: { shop, batchId, ...FAILED, isCopy: false, imageId: { lt: cursor } },
    orderBy: { imageId: "desc" },
    take: limit,
    select: { imageId: true },
  });
  return rows.map(({ imageId }) => imageId);
}

/** Those that failed to come on another product, product by product: tried again, they go there and nowhere else. */
export async function* failedCopies(
  db: Queries,
  shop: string,
  { batchId, limit }: { batchId?: string; limit: number },
): AsyncGenerator<{ imageIds: string[]; to: CopyTarget }> {
  for (let after = { productId: "", imageId: "" }; ;) {
    const { productId, imageId } = after;
    const rows = await db.publication.findMany({
      where: {
        ...{ shop, batchId, ...FAILED, isCopy: true },
        OR: [{ productId: { gt: productId } }, { productId, imageId: { gt: imageId } }],
      },
      orderBy: [{ productId: "asc" }, { imageId: "asc" }],
      take: limit,
      select: { imageId: true, productId: true, productTitle: true },
    });
    const last = rows.at(-1);
    if (!last) return;
    for (const [id, same] of Map.groupBy(rows, (row) => row.productId)) {
      const productTitle = same[0]?.productTitle ?? "";
      yield { imageIds: same.map((row) => row.imageId), to: { productId: id, productTitle } };
    }
    after = last;
  }
}
