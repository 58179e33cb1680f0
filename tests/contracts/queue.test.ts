import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createBullQueue } from "../../app/platform/queue/bull-queue.server.ts";
import { createLocalQueue } from "../../app/platform/queue/local-queue.ts";
import type { Job, Queue } from "../../app/platform/queue/queue.ts";
import { atOnce } from "./job-concurrency.ts";

const log = createLogger("silent");
const redisUrl = inject("redisUrl");
const concurrency = atOnce({ generate_image: 2 });

const adapters: [name: string, open: () => Queue][] = [
  ["local", () => createLocalQueue({ concurrency, log })],
];
if (redisUrl) {
  adapters.push([
    "Bull",
    () => createBullQueue({ redisUrl, concurrency, log, prefix: `test-${randomUUID()}` }),
  ]);
}

const job = (id: string, name: Job["name"] = "generate_image"): Job => ({
  name,
  shop: "a.myshopify.com",
  id,
});

describe.each(adapters)("the %s queue", (_name, open) => {
  const opened: Queue[] = [];
  const openQueue = () => {
    const queue = open();
    opened.push(queue);
    return queue;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.stop(0)));
  });

  it("hands over what was enqueued before and after its start", async () => {
    const queue = openQueue();
    const done: string[] = [];
    await queue.enqueue([{ job: job("before"), attempt: 0 }]);
    queue.start(async ({ id }) => void done.push(id));
    await queue.enqueue([{ job: job("after"), attempt: 0 }]);
    await vi.waitFor(() => expect(done.sort()).toEqual(["after", "before"]), 10_000);
  });

  it("takes the same job of the same attempt once, and another attempt again", async () => {
    const queue = openQueue();
    const done: string[] = [];
    const twice = { job: job("one"), attempt: 0 };
    await queue.enqueue([twice, twice]);
    await queue.enqueue([twice, { job: job("one"), attempt: 1 }, { job: job("last"), attempt: 0 }]);
    queue.start(async ({ id }) => void done.push(id));
    await vi.waitFor(() => expect(done).toContain("last"), 10_000);
    expect(done.filter((id) => id === "one")).toHaveLength(2);
  });

  it("takes a job again once its earlier run is over", async () => {
    const queue = openQueue();
    let runs = 0;
    queue.start(async () => void (runs += 1));
    await queue.enqueue([{ job: job("again"), attempt: 0 }]);
    await vi.waitFor(() => expect(runs).toBe(1), 10_000);
    await vi.waitFor(async () => {
      await queue.enqueue([{ job: job("again"), attempt: 0 }]);
      expect(runs).toBeGreaterThan(1);
    }, 10_000);
  });

  it("tells how many jobs wait and how many run", async () => {
    const queue = openQueue();
    const gate = Promise.withResolvers<void>();
    queue.start(() => gate.promise);
    const ids = ["a", "b", "c", "d", "e"];
    await queue.enqueue(ids.map((id) => ({ job: job(id), attempt: 0, priority: 1 })));
    const depth = { name: "generate_image", waiting: 3, running: 2 };
    await vi.waitFor(async () => expect(await queue.depths()).toContainEqual(depth), 10_000);
    gate.resolve();
  });

  it("runs no more of one name at once than it may, and each name on its own", async () => {
    const queue = openQueue();
    const gate = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    let published = false;
    queue.start(async ({ name }) => {
      if (name === "publish_product") return void (published = true);
      running += 1;
      most = Math.max(most, running);
      await gate.promise;
      running -= 1;
    });
    const waiting = ["a", "b", "c", "d"].map((id) => ({ job: job(id), attempt: 0 }));
    await queue.enqueue([...waiting, { job: job("p", "publish_product"), attempt: 0 }]);
    await vi.waitFor(() => expect([running, published]).toEqual([2, true]), 10_000);
    gate.resolve();
    await vi.waitFor(() => expect(running).toBe(0), 10_000);
    expect(most).toBe(2);
  });

  it("keeps working after a handler that throws", async () => {
    const queue = openQueue();
    const done: string[] = [];
    queue.start(async ({ id }) => {
      if (id === "bad") throw new Error("broken on purpose");
      done.push(id);
    });
    await queue.enqueue([
      { job: job("bad"), attempt: 0 },
      { job: job("good"), attempt: 0 },
    ]);
    await vi.waitFor(() => expect(done).toEqual(["good"]), 10_000);
  });

  it("hands over what has priority first, equals in their order", async () => {
    const queue = openQueue();
    const gate = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const order: string[] = [];
    const product = (id: string, priority: number) => ({
      job: job(id, "publish_product"),
      attempt: 0,
      priority,
    });
    queue.start(async ({ id }) => {
      if (id !== "gate") return void order.push(id);
      held.resolve();
      await gate.promise;
    });
    await queue.enqueue([product("gate", 1)]);
    await held.promise; // while Bull takes a job, it may place the next ones one too low
    await queue.enqueue([product("a9", 9), product("a10", 10), product("b9", 9)]);
    await queue.enqueue([product("late", 1)]);
    gate.resolve();
    await vi.waitFor(() => expect(order).toEqual(["late", "a9", "b9", "a10"]), 10_000);
  });

  it("lets running work end when it stops, and aborts it when the grace is over", async () => {
    const queue = openQueue();
    const started = Promise.withResolvers<void>();
    let aborted = false;
    queue.start(async (_job, signal) => {
      started.resolve();
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      aborted = true;
    });
    await queue.enqueue([{ job: job("long"), attempt: 0 }]);
    await started.promise;
    await queue.stop(50);
    expect(aborted).toBe(true);
  });
});
