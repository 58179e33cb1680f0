import type { Visitor } from "../tests/visitor.ts";
import { median, quantile, rounded } from "./statistics.ts";

const RUNS = 3;
const AT_ONCE = 8;
const REQUESTS = 80;

/** A page by its address, or, with a route's id, the data alone that the page asks for later. */
export type Asked = { path: string; routeId?: string };

/**
 * From the request to the last byte, without the wait for Shopify that the answer tells of, eight requests at once:
 * the median of three runs' 95th percentiles, and how far the runs lie apart.
 */
export async function pageTime(visit: Visitor, asked: Asked): Promise<{ p95: number; spread: number }> {
  await answerTimes(visit, asked); // warm
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(quantile(await answerTimes(visit, asked), 0.95));
  return { p95: rounded(median(runs)), spread: rounded(Math.max(...runs) - Math.min(...runs)) };
}

async function answerTimes(visit: Visitor, { path, routeId }: Asked): Promise<number[]> {
  const times: number[] = [];
  let left = REQUESTS;
  const one = async () => {
    while (left-- > 0) {
      const send = routeId ? await visit.dataRequest(path, routeId) : await pageRequest(visit, path);
      const startedAt = performance.now();
      const response = await send();
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
      times.push(performance.now() - startedAt - shopifyTime(response));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return times;
}

async function pageRequest(visit: Visitor, path: string): Promise<() => Promise<Response>> {
  const url = await visit.pageUrl(path);
  return () => visit.open(url);
}

function shopifyTime(response: Response): number {
  return Number(/shopify;dur=([\d.]+)/.exec(response.headers.get("Server-Timing") ?? "")?.[1]);
}
