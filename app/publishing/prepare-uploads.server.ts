import pLimit, { type LimitFunction } from "p-limit";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { ProductWork } from "./product-work.server.ts";
import { publicationImage } from "./publication-image.server.ts";
import type { ClaimedPublication } from "./publication-lease.server.ts";
import { uploadImage, type UploadDeps } from "./upload-image.server.ts";

export type PrepareDeps = UploadDeps & { objects: ObjectStore; fileLimits: FileLimits };
export type Prepared = { publication: ClaimedPublication; source: string };

/** How many files a process makes and sends at once, for all products: a picture in work takes tens of megabytes. */
export type FileLimits = { made: LimitFunction; sent: LimitFunction };

export function createFileLimits(): FileLimits {
  return { made: pLimit(2), sent: pLimit(6) };
}

/** Puts each image where Shopify fetches it from. Repeating this harms nothing. An image that cannot be had fails alone. */
export async function prepareUploads(
  deps: PrepareDeps,
  work: ProductWork,
  publications: readonly ClaimedPublication[],
): Promise<Prepared[]> {
  const made = await eachAlone(work, publications, (publication) =>
    deps.fileLimits.made(async () => {
      const file = await deps.objects.get(publication.image.objectKey, work.signal());
      return { publication, jpeg: await publicationImage(file) };
    }),
  );
  await work.record(); // making them may have taken a while
  const jpegs = new Map(made.map(({ publication, jpeg }) => [publication, jpeg]));
  return eachAlone(work, [...jpegs.keys()], async (publication) => {
    const jpeg = jpegs.get(publication) ?? Buffer.alloc(0);
    const target = await work.calls.stage({ fileName: publication.fileName, bytes: jpeg.length });
    const source = await deps.fileLimits.sent(() => uploadImage(deps, target, jpeg, work.signal()));
    return { publication, source };
  });
}

async function eachAlone<Result>(
  work: ProductWork,
  publications: readonly ClaimedPublication[],
  make: (publication: ClaimedPublication) => Promise<Result>,
): Promise<Result[]> {
  const all = await Promise.allSettled(publications.map(make));
  const results: Result[] = [];
  for (const [n, one] of all.entries()) {
    const publication = publications[n];
    if (one.status === "fulfilled") results.push(one.value);
    else if (publication) await work.fail([publication], one.reason);
  }
  return results;
}
