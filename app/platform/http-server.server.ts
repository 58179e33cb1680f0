import { createServer, type RequestListener, type Server } from "node:http";
import type { Logger } from "./logger.server.ts";

/**
 * What one connection may take of a process, so that nobody holds it up by being slow. Times bound how long a request
 * takes to arrive, never how long its answer takes to leave: a streamed file has all the time that its reader reads.
 */
export const SERVER_LIMITS = {
  /** Request line and headers. The longest of ours is an address with filters and a session token: below 6 kB. */
  maxHeaderSize: 16_384,
  /** One packet from a browser or a proxy. Also what a connection has that says nothing at all. */
  headersTimeout: 15_000,
  /** Headers and body: a list of 50,000 long lines has 13 MB, which is 104 s at 1 Mbit/s. */
  requestTimeout: 120_000,
  /**
   * Longer than proxies keep an idle connection (Caddy 120 s, nginx and AWS's balancers 60 s): who closes first must be
   * the proxy, or it sends a request into a connection that is just being closed, and people see 502.
   */
  keepAliveTimeout: 125_000,
  /** How often Node looks for requests that are late: so much may come on top. */
  connectionsCheckingInterval: 5_000,
  /** Neither side has sent anything: somebody stopped reading, or we hang (proxies give up after 60 s). */
  silentTimeout: 120_000,
  /** A connection that only waits costs about 10 kB, one with full headers 30: at most 60 MB. */
  maxConnections: 2_000,
};

type Options = { log: Pick<Logger, "warn">; limits?: typeof SERVER_LIMITS };

/** Says at most so often that connections are turned away. */
const TELL_EVERY_MS = 60_000;

/** Answers 408 to what comes too slowly and 431 to headers that are too large. */
export function createHttpServer(
  listener: RequestListener,
  { log, limits = SERVER_LIMITS }: Options,
): Server {
  const { silentTimeout, maxConnections, ...options } = limits;
  const server = createServer(options, listener);
  server.timeout = silentTimeout;
  server.maxConnections = maxConnections;
  let toldAt = -Infinity;
  server.on("drop", () => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    log.warn({ maxConnections }, "connections are turned away: too many at once");
  });
  return server;
}
