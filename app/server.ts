import { once } from "node:events";
import type { Server } from "node:http";
import { buildServices } from "./services.server.ts";
import { createHttpServer } from "./platform/http-server.server.ts";
import { serveOperations } from "./platform/metrics/operations-answer.server.ts";
import { readEnv } from "./platform/env.server.ts";
import { run, stopOnSignal } from "./process.server.ts";
import { createWeb } from "./web.server.ts";
import { startWork } from "./work.server.ts";

/** The web process. Where there is no Redis it does the work as well. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  process.env.NODE_ENV = env.NODE_ENV; // React, which comes with the build, reads it itself
  const services = buildServices(env);
  await services.clockSet;
  await services.storeChecked();
  const work = env.REDIS_URL ? null : startWork(services);
  const web = await createWeb(services);
  const { operations, log } = services;
  const server = createHttpServer(web, { log });
  server.listen(env.PORT, env.HOST, () => log.info({ address: server.address() }, "web is ready"));
  const inner = serveOperations(operations, { port: env.METRICS_PORT, host: env.HOST, log });

  stopOnSignal(services.log, async () => {
    await Promise.all([closed(server), work?.stop()]);
    await services.close();
    inner?.close();
  });
}

/** Takes nobody new, and waits until those who asked before are answered. */
async function closed(server: Server): Promise<void> {
  const answered = once(server, "close");
  server.close();
  await answered;
}

run(main);
