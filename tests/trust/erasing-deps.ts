import { createLogger } from "../../app/platform/logger.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import { createS3Uploads } from "../../app/platform/objects/s3-uploads.server.ts";
import type { Uploads } from "../../app/platform/objects/uploads.ts";
import { createPseudonyms } from "../../app/platform/pseudonym.server.ts";
import type { QueuedJob } from "../../app/platform/queue/queue.ts";
import { startS3, type LocalS3 } from "../../sandbox/s3/server.ts";
import type { TestDatabase } from "../database.ts";

export const pseudonymOf = createPseudonyms(Buffer.alloc(32, "a key of the tests"));

/** A store of its own, with the stand-in that it talks to. */
export async function openStore(): Promise<{ s3: LocalS3; objects: ObjectStore; uploads: Uploads }> {
  const keys = { accessKeyId: "packshot", secretAccessKey: "a secret of the tests" };
  const s3 = await startS3({ ...keys, bucket: "packshot" });
  const config = { ...keys, endpoint: s3.endpoint, bucket: s3.bucket, region: "auto" };
  const objects = createS3ObjectStore(config, { now: () => new Date() });
  return { s3, objects, uploads: createS3Uploads(config) };
}

/** What erasing needs, with a queue that only remembers. */
export function erasingDeps({ db, ownerDb }: TestDatabase, objects: ObjectStore, uploads: Uploads) {
  const enqueued: QueuedJob[] = [];
  const forgotten: string[] = [];
  const queue = {
    enqueue: async (jobs: readonly QueuedJob[]) => void enqueued.push(...jobs),
    forget: async (shop: string) => void forgotten.push(shop),
  };
  const log = createLogger("silent");
  const clock = { now: () => new Date() };
  return { ...{ db, ownerDb, objects, uploads, queue, clock, log, pseudonymOf }, enqueued, forgotten };
}
