import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestHandler } from "express";
import { beforeHeaders } from "./before-headers.server.ts";

/** How long a request took before its answer began, and for how much of that it waited for Shopify. */
type Timing = { startedAt: number; waiting: number; waitingSince: number; waited: number };

const current = new AsyncLocalStorage<Timing>();

/** Tells in each answer's `Server-Timing` header where the time went, in milliseconds: browsers show it, benches read it. */
export const serverTiming: RequestHandler = (_request, response, next) => {
  const timing = { startedAt: performance.now(), waiting: 0, waitingSince: 0, waited: 0 };
  beforeHeaders(response, () => {
    const total = performance.now() - timing.startedAt;
    response.setHeader(
      "Server-Timing",
      `total;dur=${total.toFixed(1)}, shopify;dur=${timing.waited.toFixed(1)}`,
    );
  });
  current.run(timing, next);
};

/** Counts the wait for Shopify to the request it is made for; waits side by side count once. */
export async function timedAsShopify<T>(call: () => Promise<T>): Promise<T> {
  const timing = current.getStore();
  if (!timing) return call();
  if (timing.waiting++ === 0) timing.waitingSince = performance.now();
  try {
    return await call();
  } finally {
    if (--timing.waiting === 0) timing.waited += performance.now() - timing.waitingSince;
  }
}
