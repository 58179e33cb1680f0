import { expect, it } from "vitest";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createBullQueue } from "../../app/platform/queue/bull-queue.server.ts";
import { atOnce } from "./job-concurrency.ts";

it("while Redis is away, nobody waits for it: neither who enqueues nor who stops", async () => {
  const queue = createBullQueue({
    redisUrl: "redis://127.0.0.1:1",
    concurrency: atOnce({}),
    log: createLogger("silent"),
  });
  queue.start(async () => {});
  const job = { name: "generate_image", shop: "a.myshopify.com", id: "1" } as const;
  await queue.enqueue([{ job, attempt: 0 }]);
  await expect(queue.ready()).rejects.toMatchObject({ code: "internal" });
  await queue.stop(1_000);
}, 20_000);
