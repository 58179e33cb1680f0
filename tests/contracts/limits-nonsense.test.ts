import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterEach, describe, expect, inject, test } from "vitest";
import { systemClock } from "../../app/platform/clock.ts";
import type { Limits } from "../../app/platform/limits/limits.ts";
import { createRedisLimits } from "../../app/platform/limits/redis-limits.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";

const log = createLogger("silent");
const redisUrl = inject("redisUrl");

const opened: Limits[] = [];
afterEach(() => opened.splice(0).forEach((limits) => limits.close()));

describe.runIf(redisUrl)("nonsense in the keys of the limits", () => {
  const longAgo = JSON.stringify({ perMinute: 1, atMs: 1e15 });
  test.each<[string, (redis: Redis, key: (name: string) => string) => Promise<unknown>]>([
    ["learned, no JSON", (redis, key) => redis.set(key("learned"), "x")],
    ["learned, of another type", (redis, key) => redis.hset(key("learned"), { some: "thing" })],
    ["learned, in times to come", (redis, key) => redis.set(key("learned"), longAgo)],
    ["slots, of another type", (redis, key) => redis.set(key("slots"), "x")],
    ["slots, for ever", (redis, key) => redis.zadd(key("slots"), 9e15, "x", 9e14, "y")],
    ["turns, no number", (redis, key) => redis.set(key("turns:window"), "x")],
    ["turns, of another type", (redis, key) => redis.lpush(key("turns:window"), "x")],
    ["turns, of a window without end", (redis, key) => redis.set(key("turns:window"), "1", "EX", 999_999)],
    ["a pause of another type", (redis, key) => redis.hset(key("pause"), { some: "thing" })],
    ["turned down, of another type", (redis, key) => redis.hset(key("turned-down"), { some: "thing" })],
  ])("%s: the shared limits go on", async (_name, put) => {
    const redis = new Redis(redisUrl ?? "");
    const name = `test-${randomUUID()}`;
    await put(redis, (key) => `packshot:limits:${name}:${key}`);
    const config = { name, perMinute: 6_000, atOnce: 1 };
    const limits = createRedisLimits(config, redis, { clock: systemClock, log });
    opened.push(limits);
    const slot = await limits.slot(AbortSignal.timeout(5_000));
    const begun = await limits.turn(AbortSignal.timeout(5_000));
    await limits.turnedDown(begun, 1);
    await limits.turn(AbortSignal.timeout(5_000));
    await slot.release();
  });

  test("a pause of a day becomes one of minutes", async () => {
    const redis = new Redis(redisUrl ?? "");
    const name = `test-${randomUUID()}`;
    await redis.set(`packshot:limits:${name}:pause`, "1", "EX", 86_400);
    const config = { name, perMinute: 6_000, atOnce: 1 };
    const limits = createRedisLimits(config, redis, { clock: systemClock, log });
    opened.push(limits);
    await expect(limits.turn(AbortSignal.timeout(200))).rejects.toThrow();
    expect(await redis.pttl(`packshot:limits:${name}:pause`)).toBeLessThanOrEqual(180_000);
  });
});
