import { buildServices } from "./services.server.ts";
import { serveOperations } from "./platform/metrics/operations-answer.server.ts";
import { ConfigurationError, readEnv } from "./platform/env.server.ts";
import { run, stopOnSignal } from "./process.server.ts";
import { startWork } from "./work.server.ts";

/** The worker process: start it as often as needed. It needs Redis, by which the web process hands work over. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  if (!env.REDIS_URL) {
    throw new ConfigurationError([
      "REDIS_URL is missing; without Redis the web process does the work itself",
    ]);
  }
  const services = buildServices(env);
  await services.clockSet;
  await services.storeChecked();
  const work = startWork(services);
  const { operations, log } = services;
  const inner = serveOperations(operations, { port: env.METRICS_PORT, host: env.HOST, log });
  log.info("worker is ready");

  stopOnSignal(services.log, async () => {
    await work.stop();
    await services.close();
    inner?.close();
  });
}

run(main);
