import { randomUUID } from "node:crypto";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Metrics } from "../platform/metrics/metrics.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { FetchPhoto } from "./fetch-photo.server.ts";
import { callMicrosOf } from "./call-price.ts";
import { checkPicture } from "./check-picture.server.ts";
import { fileImage } from "./file-image.server.ts";
import * as generations from "./generation-store.server.ts";
import type { Claim } from "./generation-store.server.ts";
import type { ModelGateway, PreparedPhoto, RawPicture, RenderRequest } from "./image-model.ts";
import { keepLease } from "../platform/lease-keeper.server.ts";
import { LeaseLost } from "./lease-lost.ts";
import { recordModelCall, takeBackModelCall, type DayLimits } from "./model-calls.server.ts";
import { preparePhoto } from "./prepare-photo.server.ts";
import { afterFailure, MAX_MODEL_CALLS } from "./retry-policy.ts";
import type { Stages } from "./stages.server.ts";

export type GenerateImageDeps = {
  db: Db;
  /** The photo's address as Shopify has it now, or `photo_missing`. */
  photoUrl(shop: string, productId: string, photoId: string, signal: AbortSignal): Promise<string>;
  fetchPhoto: FetchPhoto;
  model: ModelGateway;
  dayLimits: DayLimits;
  objects: ObjectStore;
  clock: Clock;
  random: () => number;
  log: Logger;
  metrics: Pick<Metrics, "generationEnded" | "leaseLost" | "modelPaid">;
  leaseMs: number;
  stages: Stages;
};

type Outcome = Parameters<Metrics["generationEnded"]>[0];

/**
 * Turns one photo into one image. Runs any number of times for the same generation: every step may be the last before
 * a crash, and only the last one, which needs the lease, changes what people see.
 */
export async function generateImage(
  deps: GenerateImageDeps,
  { shop, id }: { shop: string; id: string },
  stopping: AbortSignal,
): Promise<void> {
  const { db, clock, leaseMs, metrics } = deps;
  if (stopping.aborted) return;
  const lease = { token: randomUUID(), now: clock.now(), leaseMs };
  const claimed = await generations.claim(db, shop, id, lease);
  if (!claimed) return;
  const claim = { ...claimed, callMicros: callMicrosOf(claimed, deps.model.name) };

  const log = deps.log.child({ shop, batch: claim.batchId, generation: id, attempt: claim.attempt });
  const renew = () => generations.renew(db, claim, { now: clock.now(), leaseMs });
  const keeper = keepLease(renew, leaseMs / 3, log);
  const signal = AbortSignal.any([stopping, keeper.signal]);
  const startedAt = performance.now();
  const ended = (outcome: Outcome) =>
    metrics.generationEnded(outcome, (performance.now() - startedAt) / 1000);
  try {
    await work({ ...deps, log }, claim, signal);
    ended("done");
  } catch (error) {
    if (error instanceof LeaseLost || keeper.signal.aborted) {
      metrics.leaseLost("generation");
      log.info("lease lost, work discarded");
    } else if (stopping.aborted) ended(await handBack({ ...deps, log }, claim));
    else if (isPackshotError(error)) ended(await settleFailure({ ...deps, log }, claim, error));
    else throw error; // not foreseen: the lease runs out and the sweep takes it up again
  } finally {
    await keeper.stop();
  }
}

async function work(deps: GenerateImageDeps, claim: Claim, signal: AbortSignal): Promise<void> {
  const { preparing, filing, decoding } = deps.stages;
  const photo = await preparing(() => fetchAndPrepare(deps, claim, signal));
  const request = { photo, prompt: claim.prompt, aspectRatio: claim.aspectRatio, imageSize: claim.imageSize };
  const picture = await ask(deps, claim, request, signal);
  const image = await filing(async () => {
    signal.throwIfAborted();
    const checked = await decoding(() => checkPicture(picture, request));
    return fileImage(deps, claim, checked, signal);
  });
  const made = { ...image, model: deps.model.name };
  const imageId = await generations.complete(deps.db, claim, made, deps.clock.now());
  if (!imageId) throw new LeaseLost();
  deps.log.info({ image: imageId, latencyMs: picture.latencyMs, bytes: image.bytes }, "image generated");
}

async function fetchAndPrepare(
  deps: GenerateImageDeps,
  { shop, productId, photoId }: Claim,
  signal: AbortSignal,
): Promise<PreparedPhoto> {
  signal.throwIfAborted();
  const url = await deps.photoUrl(shop, productId, photoId, signal);
  const bytes = await deps.fetchPhoto(url, signal);
  return deps.stages.decoding(() => preparePhoto(bytes));
}

async function ask(
  { db, model, dayLimits, clock, metrics }: GenerateImageDeps,
  claim: Claim,
  request: RenderRequest,
  signal: AbortSignal,
): Promise<RawPicture> {
  let day = "";
  const beforeCall = async () => {
    if (claim.modelCalls >= MAX_MODEL_CALLS) throw new PackshotError("interrupted");
    const counted = await recordModelCall(db, claim, { limits: dayLimits, now: clock.now() });
    if (counted.verdict === "lease_lost") throw new LeaseLost();
    if (counted.verdict === "stopped") throw new PackshotError("model_stopped", counted.stop);
    ({ day, modelCalls: claim.modelCalls } = counted);
    metrics.modelPaid(Number(claim.callMicros));
  };
  const notBilled = async () => {
    await takeBackModelCall(db, claim, day);
    claim.modelCalls -= 1;
  };
  return model.ask(request, { signal, beforeCall, notBilled });
}

async function settleFailure(deps: GenerateImageDeps, claim: Claim, error: PackshotError): Promise<Outcome> {
  const { db, clock, random, log } = deps;
  const now = clock.now();
  const retryAfterMs = typeof error.data.retryAfterMs === "number" ? error.data.retryAfterMs : undefined;
  if (error.code === "model_stopped" || error.code === "reconnect_needed") {
    log.info({ err: error }, "nothing can be made now, handed back");
    await generations.release(db, claim, new Date(now.getTime() + (retryAfterMs ?? 0)));
    return "given_back";
  }
  const verdict = afterFailure(error.code, claim, { retryAfterMs, now, random });
  if ("giveUp" in verdict) {
    const level =
      error.code === "model_out_of_credit" || error.code === "model_misconfigured" ? "error" : "warn";
    log[level]({ err: error }, "generation failed");
    await generations.fail(db, claim, error.code, now);
    return error.code;
  }
  log.info({ err: error, retryAt: verdict.retryAt }, "generation tried again later");
  await generations.retryLater(db, claim, verdict.retryAt, error.code); // the dispatcher sees it when it is due
  return "again";
}

async function handBack({ db, log }: GenerateImageDeps, claim: Claim): Promise<Outcome> {
  await generations.release(db, claim);
  log.info("handed back, this process stops");
  return "given_back";
}
