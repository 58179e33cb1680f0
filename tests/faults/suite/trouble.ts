import { setTimeout as sleep } from "node:timers/promises";
import Bull from "bull";
import { Redis } from "ioredis";
import type { BehaviourSettings } from "../../../sandbox/gemini/behaviour.ts";
import { blockReasons, finishReasons } from "../../../sandbox/gemini/behaviour.ts";
import type { World } from "./world.ts";

export type Trouble = { stop(): Promise<void>; happened: Record<string, number> };

const EVERY_MS = 4_000;

/** A third of the model's calls fail, in every way that it can; S3 fails or hangs for a fifth; Shopify throttles and fails. */
export function switchOnFaults({ sandbox }: World): void {
  sandbox.gemini.setBehaviour({ rate: modelFaults(), retryDelay: "0.8s", fast: true });
  sandbox.s3.setFaults({ errorRate: 0.15, hangRate: 0.05 });
  Object.assign(sandbox.shopify.faults, {
    latencyMs: 20,
    errorRate: 0.04,
    throttleRate: 0.04,
    dropAnswerRate: 0.02,
    mediaFailRate: 0.02,
    mediaDelayMs: 300,
    webhookCopies: 2,
  });
}

export function switchOffFaults({ sandbox }: World): void {
  sandbox.gemini.setBehaviour({ fast: true });
  sandbox.s3.setFaults({});
  Object.assign(sandbox.shopify.faults, {
    latencyMs: 0,
    errorRate: 0,
    throttleRate: 0,
    dropAnswerRate: 0,
    mediaFailRate: 0,
  });
}

function modelFaults(): BehaviourSettings["rate"] {
  const often = [
    "429_minute",
    "429_minute_without_retry_info",
    "429_minute_message_only",
    "500",
    "503",
  ] as const;
  const transport = ["hang", "cut_socket", "truncated_json"] as const;
  const pictures = [
    "wrong_mime_type",
    "cut_base64",
    "wrong_ratio",
    "unchanged",
    "thought_image_first",
    "tiny",
  ] as const;
  const empty = [
    ...blockReasons.map((reason) => `block_${reason}` as const),
    ...finishReasons.map((reason) => `finish_${reason}` as const),
    "text_only",
    "no_candidates",
  ] as const;
  const share = (names: readonly string[], all: number) => names.map((name) => [name, all / names.length]);
  return Object.fromEntries([
    ...share(often, 0.12),
    ...share(transport, 0.05),
    ...share(pictures, 0.08),
    ...share(empty, 0.08),
    // These stop all paid calls until somebody acts: rare, or nothing else would happen.
    ...share(["429_day", "402"], 0.003),
  ]) as BehaviourSettings["rate"];
}

/** Something happens every second or two, by turns, until it is stopped. */
export function startTrouble(world: World): Trouble {
  const happened: Record<string, number> = {};
  let stopping = false;
  const run = async () => {
    for (let turn = 0; !stopping; turn += 1) {
      const [name, act] = nextOf(world, turn);
      await act();
      happened[name] = (happened[name] ?? 0) + 1;
      await sleep(EVERY_MS);
    }
  };
  const running = run();
  return {
    happened,
    async stop() {
      stopping = true;
      await running;
    },
  };
}

type Act = [name: string, act: () => Promise<unknown>];

/** Kills most of the time; every tenth turn a server, and a job delivered many times over. */
function nextOf(world: World, turn: number): Act {
  const kill: Act = ["kill", () => world.killOne()];
  const acts: Record<number, Act> = {
    3: ["same job ten times", () => deliverAgain(world)],
    5: ["PostgreSQL restarted", () => world.restartPostgres()],
    7: ["Redis flushed", () => flush(world)],
    9: ["Redis restarted", () => world.restartRedis()],
    11: ["nonsense in Redis", () => nonsense(world)],
  };
  return acts[turn % 13] ?? kill;
}

async function flush({ redisUrl }: World): Promise<void> {
  if (!redisUrl) return;
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
}

/** The same generation under ten names at once, and a second time under its own. */
async function deliverAgain({ ask, redisUrl }: World): Promise<void> {
  if (!redisUrl) return;
  const rows = await ask((db) =>
    db.generation.findMany({
      where: { state: { in: ["queued", "running", "done"] } },
      take: 5,
      orderBy: { startedAt: "desc" },
      select: { shop: true, id: true },
    }),
  );
  const queue = new Bull("generate_image", redisUrl, { prefix: "packshot" });
  await queue.addBulk(
    rows.flatMap(({ shop, id }) =>
      Array.from({ length: 10 }, (_, copy) => ({
        data: { v: 1, shop, id },
        opts: { jobId: `copy-${copy}/${id}`, removeOnComplete: true, removeOnFail: true },
      })),
    ),
  );
  await queue.close();
}

async function nonsense({ redisUrl }: World): Promise<void> {
  if (!redisUrl) return;
  const queue = new Bull("generate_image", redisUrl, { prefix: "packshot" });
  const opts = { removeOnComplete: true, removeOnFail: true };
  await queue.addBulk([
    { data: "nonsense", opts },
    { data: { v: 99, shop: "northwind-goods.myshopify.com", id: "of a later version" }, opts },
    { data: { v: 1, shop: "nobody.myshopify.com", id: "none" }, opts },
  ]);
  await queue.close();
}
