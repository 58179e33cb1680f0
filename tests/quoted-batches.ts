import { randomUUID } from "node:crypto";
import { makeGenerations } from "../app/generation/make-generations.server.ts";
import type { QuoteDeps } from "../app/generation/quote.server.ts";
import { startQuoted, type StartDeps } from "../app/generation/start-quoted.server.ts";
import type { Db } from "../app/platform/db/db.server.ts";
import { createLogger } from "../app/platform/logger.server.ts";
import type { QueuedJob } from "../app/platform/queue/queue.ts";

export const NOW = new Date("2026-11-20T12:00:00.000Z");
export const ADA = { id: "7", name: "Ada", locale: "en", canEditProducts: true };

/** Good enough where nobody may not guess. */
export const pseudonymOf = (shop: string) => `erased:${shop}`;

/** What starting a batch needs, around a queue and a dispatcher that only remember. */
export function startDeps(db: Db, credits = 1_000_000) {
  const enqueued: QueuedJob[] = [];
  const queue = { enqueue: async (jobs: readonly QueuedJob[]) => void enqueued.push(...jobs) };
  const caps = { batchCap: 1_000_000, monthlyCap: 1_000_000 };
  const config = { startingGrant: credits, ...caps, pseudonymOf };
  const deps: StartDeps & QuoteDeps & { queue: typeof queue } = {
    ...{ db, queue, model: "gemini-nano-banana-2.1", credits: config, clock: { now: () => NOW } },
    ...{ nudge: () => undefined, nudgeCollecting: () => undefined, stopCollecting: async () => undefined },
    log: createLogger("silent"),
  };
  return { ...deps, enqueued };
}

type Quoted = { photos: number; imagesPerPhoto?: number; duplicates?: number; shop?: string; state?: string };

/** A shop with a batch that was read and priced, or is being read; the last photos of its scope are duplicates. */
export async function seedQuoted(db: Db, quoted: Quoted): Promise<{ shop: string; id: string }> {
  const { photos, imagesPerPhoto = 1, duplicates = 0, state = "quoted" } = quoted;
  const shop = quoted.shop ?? `${randomUUID()}.myshopify.com`;
  await db.shop.upsert({ where: { shop }, create: { shop }, update: {} });
  const images = (photos - duplicates) * imagesPerPhoto;
  const { id } = await db.batch.create({
    data: {
      ...{ shop, state, formToken: randomUUID(), personId: "7", personName: "Ada", promptHash: "hash" },
      ...{ recipeKey: "studio", recipeVersion: 1, recipeName: "Studio", prompt: "Scene: a studio." },
      ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto, model: "gemini-nano-banana-2.1" },
      ...{
        scopePhotos: photos,
        duplicates,
        withDuplicates: false,
        creditsPerImage: 1,
        microsPerImage: 33_600n,
      },
      ...{
        quotedImages: images,
        quotedCredits: images,
        quotedMicros: BigInt(images * 33_600),
        createdAt: NOW,
      },
    },
  });
  await db.$executeRaw`
    INSERT INTO "ScopePhoto" (shop, "batchId", position, "productId", "productTitle", "photoId", "photoAlt", "photoUrl",
      "isDuplicate")
    SELECT ${shop}, ${id}, n, (1000 + n)::text, 'Bottle ' || n, (900000 + n)::text, '', 'http://photos.example/1.jpg',
      n >= ${photos - duplicates}::int
    FROM generate_series(0, ${photos}::int - 1) AS s(n)`;
  return { shop, id };
}

/** A shop with a batch that was started, all its generations made and waiting. */
export async function seedRunning(
  deps: ReturnType<typeof startDeps>,
  photos: number,
): Promise<{ shop: string; id: string; ids: string[] }> {
  const { db } = deps;
  const { shop, id } = await seedQuoted(db, { photos });
  await startQuoted(deps, { shop, person: ADA, id, withDuplicates: false });
  await makeGenerations({ db, now: () => NOW }, shop, id, new AbortController().signal);
  const rows = await db.generation.findMany({
    where: { shop },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  return { shop, id, ids: rows.map((row) => row.id) };
}
