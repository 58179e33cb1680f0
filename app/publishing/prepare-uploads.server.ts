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

/**
 * Puts each image where Shopify fetches it from. Repeating this harms nothing. An image that cannot be had fails alone.
 * Places are asked for before the files are made, so that products that were read together ask together.
 */
export async function prepareUploads(
  deps: PrepareDeps,
  work: ProductWork,
  publications: readonly ClaimedPublication[],
): Promise<Prepared[]> {
  const made = await eachAlone(work, publications, async (publication) => {
    const [target, jpeg] = await Promise.all([
      work.calls.stage(publication.fileName),
      deps.fileLimits.made(async () =>
        publicationImage(
          await deps.objects.get(publication.image.objectKey, work.signal()),
          publication.image,
        ),
      ),
    ]);
    return { publication, target, jpeg };
  });
  await work.record(); // making them may have taken a while
  const files = new Map(made.map((file) => [file.publication, file]));
  return eachAlone(work, [...files.keys()], async (publication) => {
    const file = files.get(publication);
    if (!file) throw new Error(`No file for publication ${publication.id}`);
    const source = await deps.fileLimits.sent(() => uploadImage(deps, file.target, file.jpeg, work.signal()));
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
