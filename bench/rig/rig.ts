import { openDb, type Db } from "../../app/platform/db/db.server.ts";
import { startApp, type AppProcess } from "../../sandbox/app-process.ts";
import { buildIfStale } from "../../sandbox/build.ts";
import { startRedis } from "../../sandbox/redis.ts";
import { startSandbox, type Sandbox } from "../../sandbox/start.ts";
import { startFastModel, startFastStore, type FastModel, type FastStore } from "./fast-servers.ts";
import { makePhoto, makePicture } from "./pictures.ts";

export type RigOptions = {
  modelMs: number;
  /** Model calls at once, over all workers. */
  modelCalls: number;
  workers: number;
  /** Images in work at once in each worker. */
  jobsEach: number;
  photo: "real" | "small";
  picture: "jpeg" | "png" | "small";
  /** The sandbox's own S3 instead of the stand-in that keeps the keys alone. */
  withRealStore?: boolean;
};

export type Rig = {
  sandbox: Sandbox;
  db: Db;
  model: FastModel;
  store: FastStore;
  workers: AppProcess[];
  photo: Buffer;
  stop(): Promise<void>;
};

/**
 * The built app as it runs in production: a web process and workers on Bull with a real Redis and PostgreSQL. Shopify is
 * the sandbox's; model and store are stand-ins that cost next to nothing. Stand-ins run in the bench's own process.
 */
export async function startRig(options: RigOptions): Promise<Rig> {
  await buildIfStale();
  const redis = await startRedis();
  if (!redis) throw new Error("This bench needs redis-server or valkey-server");
  const sandbox = await startSandbox();
  const model = await startFastModel(options.modelMs);
  model.answerWith(await makePicture(options.picture));
  const store = await startFastStore();
  const env = {
    ...sandbox.env,
    REDIS_URL: redis.url,
    GEMINI_BASE_URL: model.origin,
    S3_ENDPOINT: options.withRealStore ? sandbox.s3.endpoint : store.endpoint,
    LOG_LEVEL: "warn",
    GENERATION_CONCURRENCY: String(options.jobsEach),
    MODEL_CONCURRENCY: String(options.modelCalls),
    MODEL_REQUESTS_PER_MINUTE: "100000",
    MODEL_IMAGES_PER_MINUTE: "100000",
    STARTING_CREDITS: "1000000",
    BATCH_CAP_CREDITS: "1000000",
    MONTHLY_CAP_CREDITS: "1000000",
  };
  const logFile = ".cache/bench/packshot.log";
  const web = await startApp({ entry: "server", env, logFile, readyUrl: `${sandbox.appUrl}/readyz` });
  const workers = await Promise.all(
    Array.from({ length: options.workers }, () => startApp({ entry: "worker", env, logFile })),
  );
  const db = openDb(env.DATABASE_URL, 4);
  return {
    ...{ sandbox, db, model, store, workers, photo: await makePhoto(options.photo) },
    async stop() {
      await Promise.all([web, ...workers].map((app) => app.kill("SIGKILL")));
      await db.$disconnect();
      await Promise.all([model.stop(), store.stop(), redis.stop()]);
      await sandbox.stop();
    },
  };
}

export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
