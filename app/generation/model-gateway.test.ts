import { afterEach, describe, expect, test, vi } from "vitest";
import { PackshotError, type ErrorCode } from "../platform/errors.ts";
import { createMemoryLimits } from "../platform/limits/memory-limits.ts";
import { createLogger } from "../platform/logger.server.ts";
import { handTime } from "../../tests/hand-time.ts";
import type { CallHooks, RawPicture, RenderRequest } from "./image-model.ts";
import { createModelGateway } from "./model-gateway.server.ts";
import type { NewStop } from "./model-stops.server.ts";

afterEach(() => void vi.restoreAllMocks());

const log = createLogger("silent");
const now = new Date("2026-11-20T12:00:00.000Z");
const picture: RawPicture = { bytes: Buffer.from("picture"), declaredType: "image/png", latencyMs: 1 };
const request: RenderRequest = {
  photo: { base64: "cGhvdG8=", mimeType: "image/png", width: 1, height: 1, fingerprint: Buffer.alloc(0) },
  ...{ prompt: "Scene", aspectRatio: "1:1", imageSize: "1K" },
};

type Answer = (signal: AbortSignal) => Promise<RawPicture>;
const failing = (code: ErrorCode, data: Record<string, unknown> = {}): Answer => {
  return () => Promise.reject(new PackshotError(code, data));
};
const works: Answer = () => Promise.resolve(picture);

type Circumstances = { atOnce?: number; at?: Date; time?: ReturnType<typeof handTime> };

/** A gateway whose model gives these answers, the last one again and again; and what it did. */
function scene(answers: readonly Answer[], { atOnce = 4, at = now, time }: Circumstances = {}) {
  const stops: NewStop[] = [];
  const ended: string[] = [];
  const breaker: boolean[] = [];
  let calls = 0;
  let inFlight = 0;
  const seen = { mostAtOnce: 0, counted: 0, takenBack: 0 };
  const gateway = createModelGateway({
    model: {
      name: "m",
      async ask(_request, signal) {
        seen.mostAtOnce = Math.max(seen.mostAtOnce, (inFlight += 1));
        const answer = answers[Math.min(calls, answers.length - 1)] ?? works;
        calls += 1;
        return answer(signal).finally(() => (inFlight -= 1));
      },
    },
    limits: createMemoryLimits(
      { name: "m", perMinute: 60_000, atOnce },
      { clock: { now: () => at }, log, time: time && { ...time, wait: time.passing } },
    ),
    time,
    stop: async (stop) => stops.push(stop) === 1,
    ...{ clock: { now: () => at }, random: () => 0, log },
    metrics: {
      modelCallEnded: (outcome) => void ended.push(outcome),
      modelBreaker: (isOpen) => void breaker.push(isOpen),
    },
  });
  const hooks = (change: Partial<CallHooks> = {}): CallHooks => ({
    signal: new AbortController().signal,
    beforeCall: async () => void (seen.counted += 1),
    notBilled: async () => void (seen.takenBack += 1),
    ...change,
  });
  const ask = (change?: Partial<CallHooks>) => gateway.ask(request, hooks(change));
  return { ask, stops, ended, breaker, seen, calls: () => calls };
}

test("asks, and counts before it does", async () => {
  const { ask, seen, ended, calls } = scene([works]);
  expect(await ask()).toBe(picture);
  expect([seen.counted, seen.takenBack, calls(), ended]).toEqual([1, 0, 1, ["ok"]]);
});

test("makes no call that could not be counted, and keeps no slot for it", async () => {
  const { ask, calls } = scene([works], { atOnce: 1 });
  await expect(ask({ beforeCall: () => Promise.reject(new Error("stopped")) })).rejects.toThrow("stopped");
  expect(calls()).toBe(0);
  expect(await ask()).toBe(picture);
});

test("has no more calls in flight than there are slots", async () => {
  const slow: Answer = () => new Promise((resolve) => setTimeout(resolve, 20, picture));
  const { ask, seen } = scene([slow], { atOnce: 2 });
  await Promise.all(Array.from({ length: 9 }, () => ask()));
  expect(seen.mostAtOnce).toBe(2);
});

describe("turned down by the limit of a minute", () => {
  const limited = (retryAfterMs: number) =>
    failing("model_busy", { limited: true, unbilled: true, retryAfterMs });

  test("all wait as long as the model said, and ask again", async () => {
    const { ask, seen, calls } = scene([limited(300), works]);
    const startedAt = performance.now();
    await ask();
    await ask();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(300);
    expect([seen.counted, seen.takenBack, calls()]).toEqual([3, 1, 3]);
  });

  test("again and again, it becomes a failure that may be tried later", async () => {
    const { ask, calls, seen } = scene([limited(1)]);
    await expect(ask()).rejects.toMatchObject({ code: "model_busy" });
    expect(calls()).toBe(20);
    expect(seen.takenBack).toBe(20);
  });

  test("for five minutes, it becomes such a failure too, whatever the model says", async () => {
    const time = handTime(now);
    const { ask, calls } = scene([limited(40_000)], { time });
    await expect(ask()).rejects.toMatchObject({ code: "model_busy", data: { limited: true } });
    expect(calls()).toBe(8);
    expect(time.nowMs()).toBeLessThan(340_000);
  });

  test("who had no turn for five minutes loses no attempt", async () => {
    const time = handTime(now);
    const hangs: Answer = () => new Promise(() => {});
    const { ask } = scene([hangs], { time, atOnce: 1 });
    void ask();
    const second = ask();
    await Promise.resolve();
    time.pass(300_000);
    await expect(second).rejects.toMatchObject({ code: "model_stopped" });
  });
});

describe("calls stop", () => {
  test.each<[string, ErrorCode, string, Date | null]>([
    ["until after midnight Pacific", "model_daily_limit", "daily_limit", new Date("2026-11-21T08:01:00Z")],
    ["until an operator lifts it", "model_out_of_credit", "out_of_credit", null],
  ])("%s", async (_, code, reason, until) => {
    const { ask, stops, seen } = scene([failing(code, { unbilled: true })]);
    await expect(ask()).rejects.toMatchObject({ code: "model_stopped", data: { reason } });
    expect(stops).toEqual([{ reason, until, now }]);
    expect(seen.takenBack).toBe(1);
  });

  test("for minutes, where the day is young and the limit is still that of the day before", async () => {
    const at = new Date("2026-11-20T08:00:01.000Z");
    const { ask, stops } = scene([failing("model_daily_limit", { unbilled: true })], { at });
    await expect(ask()).rejects.toMatchObject({ code: "model_stopped" });
    expect(stops).toMatchObject([{ reason: "daily_limit", until: new Date("2026-11-20T08:05:01.000Z") }]);
  });

  test.each([
    ["14 hours", 50_400_000, "2026-11-21T02:00:00.000Z"],
    ["years: for a day", 1e15, "2026-11-21T12:00:00.000Z"],
  ])("for as long as the model says, where a minute's limit lasts %s", async (_, retryAfterMs, until) => {
    const { ask, stops } = scene([failing("model_busy", { limited: true, unbilled: true, retryAfterMs })]);
    await expect(ask()).rejects.toMatchObject({ code: "model_stopped", data: { reason: "told_to_wait" } });
    expect(stops).toEqual([{ reason: "told_to_wait", until: new Date(until), now }]);
  });

  test("for some seconds where the model cannot be reached", async () => {
    const { ask, stops } = scene([failing("model_busy", { unreachable: true, unbilled: true })]);
    await expect(ask()).rejects.toMatchObject({
      ...{ code: "model_stopped", data: { reason: "unreachable", retryAfterMs: 4_000 } },
    });
    expect(stops).toEqual([]);
  });
});

describe("a model that does nothing but fail", () => {
  const down = failing("model_busy", { status: 503, unbilled: true });

  test("is left alone for a while, then one call goes ahead to see", async () => {
    const { ask, breaker, calls } = scene([down, down, down, down, down, works]);
    for (let failure = 0; failure < 5; failure += 1) {
      await expect(ask()).rejects.toMatchObject({ code: "model_busy" });
    }
    expect(breaker).toEqual([true]);
    const startedAt = performance.now();
    const waiting = Promise.all([ask(), ask(), ask()]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(calls()).toBe(5);
    expect(await waiting).toEqual([picture, picture, picture]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_000);
    expect(breaker.at(-1)).toBe(false);
  });

  test("costs one call a pause, not one of everybody who waits", async () => {
    const { ask, calls } = scene([down]);
    for (let failure = 0; failure < 5; failure += 1) await ask().catch(() => null);
    const stop = new AbortController();
    const outcomes = Array.from({ length: 20 }, () =>
      ask({ signal: stop.signal }).catch((error: unknown) => error),
    );
    await expect.poll(calls, { timeout: 5_000 }).toBe(6);
    stop.abort(new Error("over"));
    const errors = await Promise.all(outcomes);
    expect(errors.filter((error) => error instanceof PackshotError)).toHaveLength(1);
    expect(calls()).toBe(6);
  });

  test("is asked by one call alone, also after one that never reached it", async () => {
    const time = handTime(now);
    const hangs: Answer = () => new Promise(() => {});
    const { ask, calls, breaker } = scene([down, down, down, down, down, hangs], { time });
    for (let failure = 0; failure < 5; failure += 1) await ask().catch(() => null);
    time.pass(2_000);
    const lost = ask({ beforeCall: () => Promise.reject(new Error("the lease is lost")) });
    await expect(lost).rejects.toThrow("the lease is lost");
    void Promise.all([ask(), ask(), ask()]);
    await expect.poll(calls).toBe(6);
    time.pass(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls()).toBe(6);
    expect(breaker).toEqual([true]);
  });

  test("is asked again after the pause, though somebody sets the machine's clock back", async () => {
    const time = handTime(now);
    const { ask, breaker } = scene([down, down, down, down, down, works], { time });
    for (let failure = 0; failure < 5; failure += 1) await ask().catch(() => null);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() - 3_600_000);
    time.pass(2_000);
    expect(await ask()).toBe(picture);
    expect(breaker).toEqual([true, false]);
  });

  test("is another thing than a photo it refuses", async () => {
    const { ask, breaker } = scene([failing("model_refused")]);
    for (let refusal = 0; refusal < 9; refusal += 1) await ask().catch(() => null);
    expect(breaker).toEqual([]);
  });
});

test("whoever stops while waiting gets their own reason back, and the slot goes to the next", async () => {
  const gate = Promise.withResolvers<RawPicture>();
  const { ask, calls } = scene([() => gate.promise, works], { atOnce: 1 });
  const first = ask();
  const stop = new AbortController();
  const second = ask({ signal: stop.signal });
  const third = ask();
  stop.abort(new Error("shutting down"));
  await expect(second).rejects.toThrow("shutting down");
  gate.resolve(picture);
  expect(await Promise.all([first, third])).toEqual([picture, picture]);
  expect(calls()).toBe(2);
});
