import { randomUUID } from "node:crypto";
import Bull from "bull";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createBullQueue } from "../../app/platform/queue/bull-queue.server.ts";
import { emptyQueue } from "../../app/platform/queue/mend-redis.server.ts";
import type { Queue } from "../../app/platform/queue/queue.ts";
import { atOnce } from "./job-concurrency.ts";

const redisUrl = inject("redisUrl") ?? "";
const job = { name: "generate_image", shop: "a.myshopify.com", id: "good" } as const;
const shop = "a.myshopify.com";

describe.runIf(redisUrl)("what nobody of us put into Redis", () => {
  let prefix: string;
  let redis: Redis;
  let foreign: Bull.Queue;
  let queue: Queue;
  let done: string[];
  const key = (name: string) => `${prefix}:generate_image:${name}`;

  beforeEach(() => {
    prefix = `test-${randomUUID()}`;
    redis = new Redis(redisUrl);
    foreign = new Bull("generate_image", redisUrl, { prefix });
    queue = createBullQueue({ redisUrl, concurrency: atOnce({}), log: createLogger("silent"), prefix });
    done = [];
  });
  afterEach(async () => {
    await Promise.all([queue.stop(0), foreign.close()]);
    redis.disconnect();
  });

  const start = () => queue.start(async ({ id }) => void done.push(id));
  /** The dispatcher hands over again and again. */
  const goodComesThrough = () =>
    vi.waitFor(
      async () => {
        await queue.enqueue([{ job, attempt: 0 }]);
        expect(done).toContain("good");
      },
      { timeout: 20_000, interval: 200 },
    );
  const nothingIsLeft = () =>
    vi.waitFor(
      async () => {
        const left = await redis.keys(`${prefix}:*`);
        const lists = /:(id|meta-paused|stalled-check|stalled)$/;
        expect(left.filter((name) => !lists.test(name))).toEqual([]);
      },
      { timeout: 20_000, interval: 200 },
    );

  it.each([
    ["a newer version's job", { v: 2, shop, id: "new" }],
    ["one of before versions", { shop, id: "old" }],
    ["ids of wrong types", { v: 1, shop: 5, id: [] }],
    ["no object", "nonsense"],
  ])("%s is skipped and removed", async (_name, data) => {
    await foreign.add(data);
    await foreign.add("another kind", data);
    start();
    await goodComesThrough();
    await nothingIsLeft();
    expect(new Set(done)).toEqual(new Set(["good"]));
  });

  it("an id in line that has no job is skipped and removed", async () => {
    await redis.rpush(key("wait"), "nobody");
    start();
    await goodComesThrough();
    await nothingIsLeft();
  });

  it.each([
    [
      "a job whose data is no JSON",
      () => redis.hset(key("odd"), { data: "{", opts: "{", name: "__default__" }),
    ],
    ["a job that is no hash", () => redis.set(key("odd"), "text")],
  ])(
    "%s does not stop the others",
    async (_name, put) => {
      await put();
      await redis.rpush(key("wait"), "odd");
      start();
      await goodComesThrough();
    },
    30_000,
  );

  it("a job that comes while a queue is emptied is run", async () => {
    await redis.rpush(key("wait"), "nobody");
    const mending = new Redis(redisUrl);
    await mending.ping(); // what belongs to connecting is over
    const send = mending.sendCommand.bind(mending);
    let commands = 0;
    mending.sendCommand = (command, stream) => {
      if (++commands !== 2) return send(command, stream);
      return queue.enqueue([{ job, attempt: 0 }]).then(() => send(command, stream));
    };
    await emptyQueue(mending, prefix, "generate_image");
    mending.disconnect();
    start();
    await goodComesThrough();
  });

  it.each(["wait", "active", "priority", "id"])(
    "a %s of another type does not stop it",
    async (name) => {
      await redis.hset(key(name), { some: "thing" });
      start();
      await goodComesThrough();
    },
    30_000,
  );
});
