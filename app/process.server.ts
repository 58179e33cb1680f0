import { ConfigurationError } from "./platform/env.server.ts";
import type { Logger } from "./platform/logger.server.ts";
import { createRedact } from "./platform/redact.ts";

/** Shopify's and our own hosts kill what is still there 30 seconds after SIGTERM, without a word in any log. */
const LAST_MS = 28_000;

/**
 * Ends the process in order when it is told to. What does not end by itself (a server that does not answer, Redis that
 * is away) is left behind: leases and rows are made for that.
 */
export function stopOnSignal(log: Logger, close: () => Promise<unknown>): void {
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error("something does not end; stopped without it");
      process.exit(1);
    }, LAST_MS);
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  // Node itself would write the error with everything that hangs on it: requests, answers, their headers.
  process.once("uncaughtException", (error) => {
    log.fatal({ err: error }, "an error that nobody caught; the process ends");
    process.exit(1);
  });
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

/** Runs a process; when it cannot start, a wrong configuration is told in its own words, anything else with its stack. */
export function run(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const known = error instanceof ConfigurationError;
    const told = known
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    process.stderr.write(`${createRedact([])(told)}\n`);
    process.exit(1);
  });
}
