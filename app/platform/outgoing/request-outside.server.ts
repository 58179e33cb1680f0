import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { Readable } from "node:stream";
import { createPublicLookup, refuseNotPublic, type Resolve } from "./public-address.server.ts";

type OutsideRequest = {
  method?: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
};

/** One request; a redirect is answered as it comes. `isStandIn`: plain HTTP and private networks are fine as well. */
export type RequestOutside = (
  url: URL,
  request: OutsideRequest,
  options: { isStandIn: boolean },
) => Promise<IncomingMessage>;

/** As of Node's own agent. */
const KEPT = { keepAlive: true, timeout: 5_000 };

/**
 * For addresses that somebody else names: HTTPS to the public internet alone, whatever a name leads to. Its connections
 * are its own, so that one which was opened without the check is never taken.
 */
export function createRequestOutside(resolve?: Resolve): RequestOutside {
  const guarded = new HttpsAgent({ ...KEPT, lookup: createPublicLookup(resolve) });
  const [plain, secure] = [new HttpAgent(KEPT), new HttpsAgent(KEPT)];
  return (url, { body, ...request }, { isStandIn }) =>
    new Promise((answer, refuse) => {
      const isHttps = url.protocol === "https:";
      if (!isStandIn) refuseNotPublic(url);
      const pending = isHttps
        ? requestHttps(url, { ...request, agent: isStandIn ? secure : guarded }, answer)
        : requestHttp(url, { ...request, agent: plain }, answer);
      pending.once("error", refuse);
      pending.end(body);
    });
}

/** As much of `fetch` as rooms need, so that this or `fetch` itself can be handed to them. */
export type FetchOutside = (
  url: string | URL,
  init: OutsideRequest & { redirect: "error" },
) => Promise<Response>;

/** The same as `fetch`. A redirect is no success. */
export function createFetchOutside(request: RequestOutside, options: { isStandIn: boolean }): FetchOutside {
  return async (address, { redirect: _never, ...init }) => {
    const incoming = await request(new URL(address), init, options);
    const { statusCode: status = 502 } = incoming;
    const hasBody = ![204, 205, 304].includes(status);
    if (!hasBody) incoming.resume();
    return new Response(hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null, { status });
  };
}
