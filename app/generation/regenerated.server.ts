import { accountOf } from "../credits/account.server.ts";
import type { CreditsConfig } from "../credits/credits-config.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import { onePrice } from "./batch-order.server.ts";
import type { ImageSize } from "./recipe.ts";

/** Those of the images that carry no free regeneration: it was used, or they came from one. */
export async function withoutRegeneration(
  db: Queries,
  shop: string,
  imageIds: readonly string[],
): Promise<Set<string>> {
  const ids = [...imageIds];
  const [used, barred] = await Promise.all([
    db.generation.findMany({ where: { shop, regeneratesId: { in: ids } }, select: { regeneratesId: true } }),
    db.image.findMany({
      where: { shop, id: { in: ids }, generation: { regeneratesId: { not: null } } },
      select: { id: true },
    }),
  ]);
  return new Set([
    ...used.flatMap(({ regeneratesId }) => regeneratesId ?? []),
    ...barred.map(({ id }) => id),
  ]);
}

export type RegenerationPrice = {
  /** 0: it is the free one. */
  credits: number;
  /** The next one is free, if the image is rejected first. */
  isFreeOnceRejected: boolean;
  /** What the shop has. */
  available: number;
};

/** What it costs to make an image again now. */
export async function regenerationOf(
  { db, clock, model, credits: config }: { db: Db; clock: Clock; model: string; credits: CreditsConfig },
  shop: string,
  imageId: string,
): Promise<RegenerationPrice> {
  const [image, barred, account] = await Promise.all([
    db.image.findUnique({
      where: { shop_id: { shop, id: imageId } },
      select: { decision: true, batch: { select: { imageSize: true } } },
    }),
    withoutRegeneration(db, shop, [imageId]),
    accountOf(db, shop, { config, now: clock.now() }),
  ]);
  if (!image) throw new PackshotError("not_found", { image: imageId });
  const hasFree = !barred.has(imageId);
  const isFree = hasFree && image.decision === "rejected";
  const { credits } = onePrice(model, image.batch.imageSize as ImageSize);
  return {
    credits: isFree ? 0 : credits,
    isFreeOnceRejected: hasFree && !isFree,
    available: account.available,
  };
}

export type Replacement = {
  /** The image that this one was made again from, and what was asked for besides. */
  replaces: string | null;
  instruction: string;
  /** Images that were made again from this one. */
  replacedBy: string[];
};

/** Of each of the images, what it replaces and what replaces it; those without either are absent. */
export async function replacements(
  db: Queries,
  shop: string,
  imageIds: readonly string[],
): Promise<Map<string, Replacement>> {
  const ids = [...imageIds];
  const rows = await db.$queryRaw<{ id: string; replaces: string; instruction: string }[]>`
    SELECT i.id, COALESCE(g."replacesId", g."regeneratesId") AS replaces, g.instruction
    FROM "Image" i JOIN "Generation" g ON g.shop = i.shop AND g.id = i."generationId"
    WHERE i.shop = ${shop} AND i.id = ANY(${ids}) AND COALESCE(g."replacesId", g."regeneratesId") IS NOT NULL
    UNION
    SELECT i.id, g."replacesId", g.instruction
    FROM "Generation" g JOIN "Image" i ON i.shop = g.shop AND i."generationId" = g.id
    WHERE g.shop = ${shop} AND g."replacesId" = ANY(${ids}) AND i."expiredAt" IS NULL
    ORDER BY 1`;
  const found = new Map<string, Replacement>();
  const of = (id: string) => found.get(id) ?? { replaces: null, instruction: "", replacedBy: [] };
  for (const { id, replaces, instruction } of rows) {
    if (ids.includes(id)) found.set(id, { ...of(id), replaces, instruction });
    if (!ids.includes(replaces)) continue;
    const { replacedBy, ...rest } = of(replaces);
    found.set(replaces, { ...rest, replacedBy: [...replacedBy, id] });
  }
  return found;
}
