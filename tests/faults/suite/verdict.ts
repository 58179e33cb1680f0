import type { Media, Product } from "../../../sandbox/shopify/model.ts";
import { isNamed } from "../../../app/publishing/file-name.ts";
import type { World } from "./world.ts";

/** What must hold when everything is over, counted by the stand-ins and the database, never by the app. */
export type Verdict = {
  generations: number;
  lost: number;
  stuck: number;
  charged_twice: number;
  ledger_imbalance: number;
  duplicate_media: number;
  orphan_objects: number;
  published_without_approval: number;
  paid_calls_per_image: number;
  kills: number;
};

const ZEROS = [
  "lost",
  "stuck",
  "charged_twice",
  "ledger_imbalance",
  "duplicate_media",
  "orphan_objects",
  "published_without_approval",
] as const satisfies readonly (keyof Verdict)[];

export function isClean(verdict: Verdict): boolean {
  return ZEROS.every((name) => verdict[name] === 0);
}

/** `originals`: the media ids that the shops had before anything was published. */
export async function verdictOf(world: World, originals: ReadonlySet<string>): Promise<Verdict> {
  const { db, sandbox } = world;
  const images = await db.image.count();
  const media = await mediaFigures(world, originals);
  const billed = billedCalls(sandbox.gemini.calls().outcomes);
  return {
    generations: await db.generation.count(),
    lost: await lost(world),
    stuck: await stuck(world),
    charged_twice: await chargedWrongly(world),
    ledger_imbalance: await imbalance(world),
    ...media,
    orphan_objects: await orphans(world),
    paid_calls_per_image: Math.round((billed / Math.max(images, 1)) * 1000) / 1000,
    kills: world.kills,
  };
}

/** Refusals cost nothing; a picture costs, whether anybody waited for it or could use it. */
function billedCalls(outcomes: Record<string, number>): number {
  const free = /^(429|402|500|503|invalid|hang|block_)/;
  return Object.entries(outcomes).reduce((sum, [name, times]) => sum + (free.test(name) ? 0 : times), 0);
}

/** Done without an image or a file, or promised by a batch that ran to its end and never made. */
async function lost({ db, sandbox }: World): Promise<number> {
  const withoutImage = await db.generation.count({ where: { state: "done", image: null } });
  const keys = new Set(await sandbox.s3.keys());
  const images = await db.image.findMany({ select: { objectKey: true, thumbnailKey: true } });
  const withoutFile = images.filter((one) => !keys.has(one.objectKey) || !keys.has(one.thumbnailKey)).length;
  const [unmade] = await db.$queryRaw<{ lost: number }[]>`
    SELECT COALESCE(SUM(b."quotedImages" + b.regenerations - g.made), 0)::int AS lost
    FROM "Batch" b CROSS JOIN LATERAL (
      SELECT COUNT(*) AS made FROM "Generation" g WHERE g.shop = b.shop AND g."batchId" = b.id) g
    WHERE b.state = 'done'`;
  return withoutImage + withoutFile + (unmade?.lost ?? 0);
}

async function stuck({ db }: World): Promise<number> {
  const generations = await db.generation.count({ where: { state: { in: ["queued", "running"] } } });
  const batches = await db.batch.count({ where: { state: { in: ["collecting", "running", "paused"] } } });
  const publications = await db.publication.count({
    where: {
      OR: [{ state: { in: ["pending", "uploading", "processing"] } }, { restoringAt: { not: null } }],
    },
  });
  return generations + batches + publications;
}

/** Charged more than once, charged without an image, or an image that was not charged what it costs. */
async function chargedWrongly({ db }: World): Promise<number> {
  const [row] = await db.$queryRaw<{ wrong: number }[]>`
    SELECT COUNT(*)::int AS wrong
    FROM (
      SELECT shop, "generationId", COUNT(*) AS times, SUM(credits) AS credits
      FROM "LedgerEntry" WHERE kind = 'settle' GROUP BY shop, "generationId"
    ) s FULL JOIN (SELECT * FROM "Generation" WHERE state = 'done') g ON g.shop = s.shop AND g.id = s."generationId"
    WHERE s.times IS DISTINCT FROM 1 OR g.id IS NULL OR s.credits <> g.credits`;
  return row?.wrong ?? 0;
}

/** Shops whose account is not what the entries add up to, or that hold credits for batches which are over. */
async function imbalance({ db }: World): Promise<number> {
  const [row] = await db.$queryRaw<{ shops: number }[]>`
    WITH moved AS (
      SELECT shop, "toAccount" AS account, credits FROM "LedgerEntry"
      UNION ALL SELECT shop, "fromAccount", -credits FROM "LedgerEntry"
    ), sums AS (
      SELECT shop,
        COALESCE(SUM(credits) FILTER (WHERE account = 'available'), 0) AS available,
        COALESCE(SUM(credits) FILTER (WHERE account = 'reserved'), 0) AS reserved,
        COALESCE(SUM(credits) FILTER (WHERE account = 'charged'), 0) AS charged
      FROM moved GROUP BY shop
    )
    SELECT COUNT(*)::int AS shops FROM sums s FULL JOIN "CreditAccount" a ON a.shop = s.shop
    WHERE a.available IS DISTINCT FROM s.available OR a.reserved IS DISTINCT FROM s.reserved
      OR a.charged IS DISTINCT FROM s.charged OR a.reserved <> 0`;
  return row?.shops ?? 0;
}

async function orphans({ db, sandbox }: World): Promise<number> {
  const known = new Set((await db.storedObject.findMany({ select: { key: true } })).map(({ key }) => key));
  return (await sandbox.s3.keys()).filter((key) => key.startsWith("shops/") && !known.has(key)).length;
}

/** Every media that was not there before must be the one media of a publication that stands, of an approved image. */
async function mediaFigures({ db, sandbox }: World, originals: ReadonlySet<string>) {
  const publications = await db.publication.findMany({
    select: {
      productId: true,
      fileName: true,
      state: true,
      failureCode: true,
      image: { select: { decision: true } },
    },
  });
  const byProduct = Map.groupBy(publications, ({ productId }) => productId);
  let duplicates = 0;
  let unapproved = 0;
  for (const product of productsOf(sandbox)) {
    const candidates = byProduct.get(product.id.split("/").at(-1) ?? "") ?? [];
    const seen = new Map<string, number>();
    for (const one of product.media.filter(({ id }) => !originals.has(id))) {
      const owner = candidates.find(({ fileName }) => isNamed(addressOf(one), fileName));
      if (owner?.image.decision !== "approved") unapproved += 1;
      const name = owner?.fileName ?? one.id;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      const stands =
        owner && (["live", "unclear"].includes(owner.state) || owner.failureCode === "shop_gone");
      if ((seen.get(name) ?? 0) > 1 || !stands) duplicates += 1;
    }
  }
  return { duplicate_media: duplicates, published_without_approval: unapproved };
}

function addressOf({ file, id }: Media): string {
  return `http://cdn/${file?.fileName ?? id}`;
}

export function productsOf({ shopify }: World["sandbox"]): Product[] {
  return [...shopify.store.shops.values()].flatMap((shop) => [...shop.products.values()]);
}
