import { doomPending, keepObjects } from "../library/stored-objects.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { ErrorCode } from "../platform/errors.ts";
import { hashOf } from "./batch-order.server.ts";
import { endDone, endFailed } from "./end-generation.server.ts";
import { withInstruction } from "./instruction.ts";
import type { AspectRatio, ImageSize } from "./recipe.ts";

/** A generation that is ours to work on for as long as the lease is renewed, with what its batch froze. */
export type Claim = {
  shop: string;
  id: string;
  batchId: string;
  leaseToken: string;
  attempt: number;
  modelCalls: number;
  productId: string;
  productTitle: string;
  photoId: string;
  photoAlt: string;
  photoUrl: string;
  recipeKey: string;
  recipeVersion: number;
  recipeName: string;
  prompt: string;
  promptHash: string;
  aspectRatio: AspectRatio;
  imageSize: ImageSize;
  /** What the shop speaks: what it chose, else what the person who asked for the batch reads; empty: not known. */
  language: string;
  /** What its success is charged. */
  credits: number;
  /** What one call of the model costs the operator, as the batch was priced. */
  callMicros: bigint;
};

export type Lease = { token: string; now: Date; leaseMs: number };

/**
 * One statement, so that of two who claim at once the second finds the row taken. Null when there is nothing to do:
 * delivered twice, not due yet, cancelled, paused, or the shop
 * has left, is suspended, or must reconnect.
 */
export async function claim(db: Queries, shop: string, id: string, lease: Lease): Promise<Claim | null> {
  const { token, now } = lease;
  const rows = await db.$queryRaw<(Claim & { instruction: string })[]>`
    UPDATE "Generation" g
    SET state = 'running', attempt = g.attempt + 1, "lostLeases" = g."lostLeases" + (g.state = 'running')::int,
        "failureCode" = NULL, "leaseToken" = ${token},
        "leaseUntil" = ${untilOf(lease)}, "startedAt" = ${now}
    FROM "Batch" b JOIN "Shop" s ON s.shop = b.shop
    WHERE g.shop = ${shop} AND g.id = ${id} AND b.shop = g.shop AND b.id = g."batchId"
      AND b.state = 'running' AND s."uninstalledAt" IS NULL AND s."suspendedAt" IS NULL
      AND s."reconnectSince" IS NULL
      AND ((g.state = 'queued' AND g."runAfter" <= ${now}) OR (g.state = 'running' AND g."leaseUntil" < ${now}))
    RETURNING g.shop, g.id, g."batchId", g."leaseToken", g.attempt, g."modelCalls", g."productId",
      g."productTitle", g."photoId", g."photoAlt", g."photoUrl", b."recipeKey", b."recipeVersion",
      b."recipeName", b.prompt, b."promptHash", b."aspectRatio", b."imageSize", g.credits, g.instruction,
      COALESCE(s.language, (SELECT p."personLocale" FROM "Session" p
        WHERE p.shop = b.shop AND p."isOnline" AND p."personId" = b."personId" LIMIT 1), '') AS language,
      b."microsPerImage" AS "callMicros"`;
  return rows[0] ? instructed(rows[0]) : null;
}

/** What a person asked for besides makes another prompt of it: such an image is no duplicate of those without. */
function instructed({ instruction, ...claim }: Claim & { instruction: string }): Claim {
  if (instruction === "") return claim;
  const prompt = withInstruction(claim.prompt, instruction);
  return { ...claim, prompt, promptHash: hashOf(claim.promptHash, instruction) };
}

/** Where a row is changed only by whoever still holds it. */
function held(claim: Claim) {
  return { shop: claim.shop, id: claim.id, state: "running", leaseToken: claim.leaseToken };
}

const LET_GO = { leaseToken: null, leaseUntil: null };

/** False when the lease is no longer ours: somebody else has the work, or it was cancelled. */
export async function renew(db: Queries, claim: Claim, lease: Omit<Lease, "token">): Promise<boolean> {
  const data = { leaseUntil: untilOf(lease) };
  const { count } = await db.generation.updateMany({ where: held(claim), data });
  return count === 1;
}

export type NewImage = {
  objectKey: string;
  thumbnailKey: string;
  mimeType: string;
  width: number;
  height: number;
  bytes: number;
  sha256: string;
  altText: string;
  ratioDiffers: boolean;
  /** The one that made it: the batch may have been priced for another, which is configuration. */
  model: string;
};

/**
 * Files the image and charges it, in one transaction and only while the lease is ours and the batch goes on. Answers
 * the image's id, or null: discard it.
 */
export async function complete(db: Db, claim: Claim, image: NewImage, now: Date): Promise<string | null> {
  const { shop, id: generationId } = claim;
  return db.$transaction(async (tx) => {
    if (!(await endDone(tx, claim, now))) return null;
    const kept = await keepObjects(tx, shop, generationId, [image.objectKey, image.thumbnailKey]);
    if (!kept) throw new Error("The objects of this attempt were swept before it was complete");
    const { id } = await tx.image.create({ data: rowOf(claim, image), select: { id: true } });
    return id;
  });
}

function rowOf(claim: Claim, image: NewImage) {
  const { shop, id: generationId, batchId } = claim;
  const { productId, productTitle, photoId, photoAlt, photoUrl } = claim;
  const { recipeKey, recipeVersion, recipeName, promptHash, credits } = claim;
  const source = { productId, productTitle, photoId, photoAlt, photoUrl };
  return {
    shop,
    generationId,
    batchId,
    recipeKey,
    recipeVersion,
    recipeName,
    promptHash,
    credits,
    ...source,
    ...image,
  };
}

/** For good, unless a person retries it. False when the lease is no longer ours. */
export async function fail(db: Db, claim: Claim, failureCode: ErrorCode, now: Date): Promise<boolean> {
  return db.$transaction((tx) => endFailed(tx, claim, failureCode, now));
}

/** Queued again for later; `reason` is kept to tell people what it waits for. False without the lease. */
export async function retryLater(db: Db, claim: Claim, runAfter: Date, reason: ErrorCode): Promise<boolean> {
  return backInLine(db, claim, { runAfter, failureCode: reason });
}

/** Handed back by a process that stops in order, or because no model calls are made now: the attempt does not count. */
export async function release(db: Db, claim: Claim, runAfter?: Date): Promise<boolean> {
  return backInLine(db, claim, { attempt: { decrement: 1 }, runAfter });
}

async function backInLine(
  db: Db,
  claim: Claim,
  change: { runAfter?: Date; failureCode?: string; attempt?: { decrement: number } },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const data = { state: "queued", ...LET_GO, ...change };
    const { count } = await tx.generation.updateMany({ where: held(claim), data });
    if (count === 1) await doomPending(tx, claim.shop, claim.id);
    return count === 1;
  });
}

function untilOf({ now, leaseMs }: Omit<Lease, "token">): Date {
  return new Date(now.getTime() + leaseMs);
}
