import type { Db } from "../app/platform/db/db.server.ts";
import { claim, type Claim, type NewImage } from "../app/generation/generation-store.server.ts";
import { recordObjects } from "../app/library/stored-objects.server.ts";

let tokens = 0;

export function claimAt(db: Db, shop: string, id: string, now: Date): Promise<Claim | null> {
  return claim(db, shop, id, { token: `token ${++tokens}`, now, leaseMs: 60_000 });
}

export async function claimed(db: Db, shop: string, id: string | undefined, now: Date): Promise<Claim> {
  const won = await claimAt(db, shop, id ?? "", now);
  if (!won) throw new Error("nothing to claim");
  return won;
}

/** Records the objects of this attempt and describes the image they make. */
export async function filed(db: Db, { shop, id, attempt, leaseToken }: Claim): Promise<NewImage> {
  const objectKey = `shops/${shop}/images/${id}/${attempt}-${++tokens}.png`;
  const thumbnailKey = `${objectKey}.webp`;
  await recordObjects(db, shop, { generationId: id, attempt, leaseToken }, [objectKey, thumbnailKey]);
  const measures = { width: 1024, height: 1024, bytes: 9, sha256: "ab", ratioDiffers: false };
  return { objectKey, thumbnailKey, mimeType: "image/png", altText: "Green bottle", model: "m", ...measures };
}
