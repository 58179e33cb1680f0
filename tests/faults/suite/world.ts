import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDb, type Db } from "../../../app/platform/db/db.server.ts";
import { migrate } from "../../../prisma/migrate.ts";
import { startApp, type AppProcess } from "../../../sandbox/app-process.ts";
import { freePort } from "../../../sandbox/free-port.ts";
import { asApp, startPostgres, type LocalPostgres } from "../../../sandbox/postgres.ts";
import { startRedis, type LocalRedis } from "../../../sandbox/redis.ts";
import { startSandbox, type Sandbox } from "../../../sandbox/start.ts";

export type Kind = "bull" | "local";

type Process = { name: string; entry: "server" | "worker"; env: Record<string, string>; app: AppProcess };

export type World = {
  kind: Kind;
  sandbox: Sandbox;
  /** For looking when nothing is restarted. */
  db: Db;
  /** Looks into the database, again and again while PostgreSQL is restarting. */
  ask: <T>(question: (db: Db) => Promise<T>) => Promise<T>;
  redisUrl: string | null;
  kills: number;
  /** Ends one process with kill -9 and starts it again. */
  killOne(): Promise<string>;
  restartPostgres(): Promise<void>;
  restartRedis(): Promise<void>;
  close(): Promise<void>;
};

/** Short waits, so that what a kill leaves is taken up again within seconds. */
const SETTINGS = {
  LOG_LEVEL: "info",
  LEASE_SECONDS: "6",
  SWEEP_SECONDS: "2",
  GEMINI_TIMEOUT_SECONDS: "6",
  PHOTO_TIMEOUT_SECONDS: "6",
  MODEL_CONCURRENCY: "24",
  MODEL_REQUESTS_PER_MINUTE: "6000",
  MODEL_IMAGES_PER_MINUTE: "6000",
  GENERATION_CONCURRENCY: "16",
  STARTING_CREDITS: "100000",
  BATCH_CAP_CREDITS: "100000",
  MONTHLY_CAP_CREDITS: "100000",
};

const JUMPING_CLOCK = new URL("jumping-clock.ts", import.meta.url).href;

/** The built app with everything it needs, all of it ours to kill: on Bull one web process and three workers, else one process. */
export async function openWorld(kind: Kind, logFolder: string): Promise<World> {
  const home = await mkdtemp(join(tmpdir(), "packshot-faults-"));
  const dir = join(home, "postgres");
  const port = await freePort();
  let postgres: LocalPostgres = await startPostgres({ dir, port });
  const databaseUrl = await postgres.createDatabase("packshot");
  await migrate(databaseUrl, asApp(databaseUrl));
  const redisPort = await freePort();
  let redis: LocalRedis | null = kind === "bull" ? await startRedis({ port: redisPort }) : null;
  if (kind === "bull" && !redis) throw new Error("There is no redis-server or valkey-server on this machine");
  const sandbox = await startSandbox({ databaseUrl, geminiLatencyMs: 300 });
  const redisUrl = redis?.url ?? null;
  const env = { ...sandbox.env, ...SETTINGS, ...(redisUrl ? { REDIS_URL: redisUrl } : {}) };
  const logFile = (name: string) => join(logFolder, `${kind}-${name}.log`);

  const start = (one: Omit<Process, "app">) =>
    startApp({
      entry: one.entry,
      env: one.env,
      logFile: logFile(one.name),
      ...(one.entry === "server" ? { readyUrl: `${sandbox.appUrl}/healthz` } : {}),
    });
  const plans: Omit<Process, "app">[] = [{ name: "web", entry: "server", env }];
  if (kind === "bull") {
    plans.push({ name: "worker-1", entry: "worker", env }, { name: "worker-2", entry: "worker", env });
    plans.push({
      name: "worker-jumping-clock",
      entry: "worker",
      env: { ...env, NODE_OPTIONS: `--import=${JUMPING_CLOCK}` },
    });
  }
  const processes: Process[] = [];
  for (const plan of plans) processes.push({ ...plan, app: await start(plan) });
  const db = openDb(databaseUrl, 5);
  let kills = 0;

  return {
    kind,
    sandbox,
    db,
    ask: (question) => patiently(() => question(db)),
    redisUrl,
    get kills() {
      return kills;
    },
    async killOne() {
      const one = processes[Math.floor(Math.random() * processes.length)];
      if (!one) throw new Error("nothing runs");
      await one.app.kill("SIGKILL");
      kills += 1;
      one.app = await start(one);
      return one.name;
    },
    async restartPostgres() {
      await postgres.stop();
      postgres = await startPostgres({ dir, port });
    },
    async restartRedis() {
      await redis?.stop();
      redis = await startRedis({ port: redisPort });
    },
    async close() {
      await Promise.all(processes.map(({ app }) => app.kill("SIGTERM")));
      await db.$disconnect();
      await sandbox.stop();
      await redis?.stop();
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function patiently<T>(look: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await look();
    } catch (error) {
      if (tries >= 60) throw error;
      await sleep(500);
    }
  }
}
