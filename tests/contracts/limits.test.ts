import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterEach, describe, expect, inject, test, vi } from "vitest";
import { systemClock } from "../../app/platform/clock.ts";
import { createLine } from "../../app/platform/limits/line.ts";
import type { Limits, LimitsConfig, Slot } from "../../app/platform/limits/limits.ts";
import { createMemoryLimits } from "../../app/platform/limits/memory-limits.ts";
import { openLimits } from "../../app/platform/limits/open-limits.server.ts";
import { createRedisLimits } from "../../app/platform/limits/redis-limits.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { startRedis } from "../../sandbox/redis.ts";

const log = createLogger("silent");
const redisUrl = inject("redisUrl");
const never = new AbortController().signal;

const opened: Limits[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  opened.splice(0).forEach((limits) => limits.close());
});

type Config = Omit<LimitsConfig, "name">;
/** Two that share one limit, as two workers do; in memory there is one process only. */
type Open = (config: Config) => [Limits, Limits];

const adapters: [name: string, open: Open][] = [
  [
    "memory",
    (config) => {
      const limits = createMemoryLimits({ name: "any", ...config }, { clock: systemClock, log });
      return [limits, limits];
    },
  ],
];
if (redisUrl) {
  adapters.push([
    "Redis",
    (config) => {
      const name = `test-${randomUUID()}`;
      const open = () =>
        createRedisLimits({ name, ...config }, new Redis(redisUrl), { clock: systemClock, log });
      return [open(), open()];
    },
  ]);
}

describe.each(adapters)("limits in %s", (_name, openPair) => {
  const open: Open = (config) => {
    const pair = openPair(config);
    opened.push(...new Set(pair));
    return pair;
  };

  test("let no more work at once than there are slots, whoever asks", async () => {
    const pair = open({ perMinute: 60_000, atOnce: 3 });
    let atOnce = 0;
    let most = 0;
    const work = async (limits: Limits) => {
      const slot = await limits.slot(never);
      most = Math.max(most, (atOnce += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      atOnce -= 1;
      await slot.release();
    };
    await Promise.all(Array.from({ length: 20 }, (_, index) => work(pair[index % 2 === 0 ? 0 : 1])));
    expect(most).toBe(3);
  });

  test("give a slot back once, however often it is let go", async () => {
    const [limits] = open({ perMinute: 60_000, atOnce: 1 });
    const first = await limits.slot(never);
    await first.release();
    await first.release();
    const second = await limits.slot(never);
    await expect(limits.slot(AbortSignal.timeout(100))).rejects.toThrow();
    await second.release();
  });

  test("let go who is aborted while waiting for a slot, and lose none by it", async () => {
    const [limits] = open({ perMinute: 60_000, atOnce: 1 });
    const slot = await limits.slot(never);
    await expect(limits.slot(AbortSignal.timeout(50))).rejects.toThrow();
    await slot.release();
    await (await limits.slot(never)).release();
  });

  test("hand two slots that come free in one moment to two who wait", async () => {
    const [limits] = open({ perMinute: 60_000, atOnce: 2 });
    const held = await Promise.all([limits.slot(never), limits.slot(never)]);
    const waiting = Promise.all([limits.slot(never), limits.slot(never)]);
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(held.map((slot) => slot.release()));
    expect(await waiting).toHaveLength(2);
  });

  test("give a slot that comes free as somebody goes to the next one", async () => {
    const [limits] = open({ perMinute: 60_000, atOnce: 1 });
    const held = await limits.slot(never);
    const impatient = new AbortController();
    const first = limits.slot(impatient.signal).then(
      (slot) => slot.release(),
      () => "gone",
    );
    const second = limits.slot(never);
    await new Promise((resolve) => setImmediate(resolve));
    impatient.abort(new Error("no more"));
    await Promise.all([held.release(), first]);
    await (await second).release();
  });

  test("take no slot from others where a machine's clock is ahead", async () => {
    const [one, other] = open({ perMinute: 60_000, atOnce: 1 });
    const held = await one.slot(never);
    const ahead = Date.now() + 15_000;
    vi.spyOn(Date, "now").mockReturnValue(ahead);
    await expect(other.slot(AbortSignal.timeout(100))).rejects.toThrow();
    await held.release();
  });

  test("go on where a machine's clock is set back", async () => {
    const [limits] = open({ perMinute: 60_000, atOnce: 1 });
    await limits.turn(never);
    const back = Date.now() - 3_600_000;
    vi.spyOn(Date, "now").mockReturnValue(back);
    await limits.turn(AbortSignal.timeout(5_000));
  });

  test("keep an even pace between them", async () => {
    const pair = open({ perMinute: 1_200, atOnce: 9 }); // one in 50 ms
    const startedAt = performance.now();
    const times: number[] = [];
    const take = async (limits: Limits) => {
      for (let turn = 0; turn < 10; turn += 1) {
        await limits.turn(never);
        times.push(performance.now() - startedAt);
      }
    };
    await Promise.all(pair.map(take));
    expect(times).toHaveLength(20);
    expect(times.at(-1)).toBeGreaterThanOrEqual(19 * 50 - 30);
    expect(times[9]).toBeGreaterThanOrEqual(9 * 50 - 30); // no burst at the beginning
  });

  test("make everybody wait as long as a pause lasts, and a shorter one does not end it", async () => {
    const [one, other] = open({ perMinute: 60_000, atOnce: 9 });
    const begun = await one.turn(never);
    const startedAt = performance.now();
    await one.turnedDown(begun, 400.25);
    await one.turnedDown(begun, 5);
    await Promise.all([one.turn(never), other.turn(never)]);
    const waited = performance.now() - startedAt;
    expect(waited).toBeGreaterThanOrEqual(400);
    expect(waited).toBeLessThan(1_500);
  });

  test("let go who is aborted in a pause", async () => {
    const [limits] = open({ perMinute: 60_000, atOnce: 9 });
    await limits.turnedDown(await limits.turn(never), 60_000);
    await expect(limits.turn(AbortSignal.timeout(50))).rejects.toThrow();
  });
});

describe("a line", () => {
  test("keeps the order, and whoever leaves it holds up nobody", async () => {
    const inLine = createLine(1);
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const step = (name: string) => async () => void order.push(name);
    const impatient = new AbortController();
    const first = inLine(never, () => gate.promise);
    const second = inLine(impatient.signal, step("second"));
    const third = inLine(never, step("third"));
    impatient.abort(new Error("no more"));
    await expect(second).rejects.toThrow("no more");
    expect(order).toEqual([]); // the third does not pass the first
    gate.resolve();
    await Promise.all([first, third]);
    expect(order).toEqual(["third"]);
  });
});

describe.runIf(redisUrl !== null)("when Redis", () => {
  async function withRedis(config: Config) {
    const redis = await startRedis();
    if (!redis) throw new Error("there was a Redis a moment ago");
    const limits = openLimits(
      { name: randomUUID(), ...config },
      { redisUrl: redis.url, clock: systemClock, log },
    );
    opened.push(limits);
    return { redis, limits };
  }

  test("goes away, the process goes on at its own share", async () => {
    const { redis, limits } = await withRedis({ perMinute: 60_000, atOnce: 8 });
    await (await limits.slot(never)).release();
    await redis.stop();
    const held: Slot[] = [];
    for (let index = 0; index < 2; index += 1) held.push(await limits.slot(never)); // a quarter of eight
    await limits.turnedDown(await limits.turn(never), 1);
    await limits.turn(never);
    await expect(limits.slot(AbortSignal.timeout(200))).rejects.toThrow();
    await Promise.all(held.map((slot) => slot.release()));
  });

  test("forgets everything, slots that are in use are taken again", async () => {
    const { redis, limits } = await withRedis({ perMinute: 60_000, atOnce: 1 });
    const slot = await limits.slot(never);
    const admin = new Redis(redis.url);
    await admin.flushall();
    await expect.poll(async () => (await admin.keys("*slots*")).length, { timeout: 6_000 }).toBe(1);
    await expect(limits.slot(AbortSignal.timeout(100))).rejects.toThrow();
    await slot.release();
    await (await limits.slot(never)).release();
    admin.disconnect();
    await redis.stop();
  });
});
