import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { afterEach, describe, expect, inject, test } from "vitest";
import { openRequestLimits, type RequestLimits } from "../../app/platform/limits/request-limits.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { startRedis } from "../../sandbox/redis.ts";
import { eventually } from "../eventually.ts";
import { silentProxy } from "../silent-proxy.ts";

const SCRIPT = fileURLToPath(new URL("counting-process.ts", import.meta.url));
const PER_MINUTE = 20;
const perMinute = { shop: PER_MINUTE, costly: 5, webhook: 5, stranger: 5, refused: 5 };
const redisUrl = inject("redisUrl");

let said: string[] = [];
const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
  said = [];
});

function open(url?: string): RequestLimits {
  const destination = { write: (line: string) => void said.push(line) };
  const limits = openRequestLimits({ perMinute, redisUrl: url, log: createLogger("info", { destination }) });
  opened.push(() => limits.close());
  return limits;
}

/** How many of so many at once are let through. */
async function passed(limits: RequestLimits, times: number, who: string): Promise<number> {
  const waits = await Promise.all(Array.from({ length: times }, () => limits.count("shop", who)));
  return waits.filter((seconds) => seconds === 0).length;
}

const saidOf = (words: string) => said.filter((line) => line.includes(words));

test("without Redis a process counts each shop by itself", async () => {
  const limits = open();
  expect(await passed(limits, 30, "a")).toBe(PER_MINUTE);
  expect(await passed(limits, 10, "b")).toBe(10);
  expect(await limits.count("shop", "a")).toBeGreaterThan(50);
});

describe.runIf(redisUrl)("on Redis", () => {
  const url = redisUrl ?? "";

  /** A process of its own that counts one shop; how often it was let through. */
  async function countElsewhere(who: string, times: number): Promise<number> {
    const child = spawn(process.execPath, [SCRIPT, url, who, String(times), String(PER_MINUTE)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [out] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return Number(out);
  }

  test("processes share one count", async () => {
    const who = randomUUID();
    const counts = await Promise.all([countElsewhere(who, 15), countElsewhere(who, 15)]);
    expect(counts[0] + counts[1]).toBe(PER_MINUTE);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  test("whoever was counted is forgotten within the minute", async () => {
    const limits = open(url);
    const who = randomUUID();
    for (const what of ["shop", "costly", "webhook", "stranger", "refused"] as const) {
      for (let n = 0; n < 8; n += 1) await limits.count(what, who); // refused as well
    }
    const redis = new Redis(url);
    opened.push(() => redis.disconnect());
    const keys = await redis.keys(`*${who}*`);
    expect(keys).toHaveLength(5);
    for (const key of keys) {
      expect(await redis.pttl(key)).toBeGreaterThan(0);
      expect(await redis.pttl(key)).toBeLessThanOrEqual(60_000);
    }
  });

  test("nonsense in a key does not switch the limit off", async () => {
    const who = randomUUID();
    const redis = new Redis(url);
    opened.push(() => redis.disconnect());
    await redis.lpush(`packshot:requests:shop:${who}`, "x");
    expect(await passed(open(url), 30, who)).toBe(PER_MINUTE);
    expect(saidOf("away")).toEqual([]);
  });

  test("when Redis is lost each process counts alone, says so once, and shares again", async () => {
    const first = await startRedis();
    const port = Number(new URL(first?.url ?? "").port);
    const limits = open(first?.url);
    expect(await limits.count("shop", "a")).toBe(0);
    await first?.stop();
    expect(await passed(limits, 30, "a")).toBe(PER_MINUTE);
    expect(await passed(limits, 30, "a")).toBe(0);
    expect(saidOf("are away")).toHaveLength(1);

    const second = await startRedis({ port });
    opened.unshift(() => second?.stop());
    await eventually(
      () => passed(limits, 1, "b"),
      () => saidOf("are back").length > 0,
    );
    expect(await passed(open(second?.url), 30, "b")).toBeLessThan(PER_MINUTE);
    expect([saidOf("are away").length, saidOf("are back").length]).toEqual([1, 1]);
  });

  test("a Redis that falls silent holds nobody up for more than half a second", async () => {
    const { hostname, port } = new URL(url);
    const proxy = await silentProxy(hostname, Number(port));
    opened.push(() => proxy.close());
    const limits = open(`redis://127.0.0.1:${proxy.port}`);
    const who = randomUUID();
    expect(await limits.count("shop", who)).toBe(0);
    proxy.fallSilent();
    const begun = performance.now();
    expect(await passed(limits, 30, who)).toBe(PER_MINUTE);
    expect(performance.now() - begun).toBeLessThan(2_000);
    await eventually(
      () => limits.count("shop", who),
      () => saidOf("are back").length > 0,
    );
    expect(saidOf("are away")).toHaveLength(1);
  });
});
