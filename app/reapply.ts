import { buildServices } from "./services.server.ts";
import { readEnv } from "./platform/env.server.ts";
import { run } from "./process.server.ts";

/** `npm run privacy:reapply`, after a backup was put back: what was erased since is erased again. */
async function main(): Promise<void> {
  const services = buildServices(readEnv(process.env));
  try {
    const { reports, shops, erased } = await services.privacy.reapplyErasures();
    process.stdout.write(
      `${reports} reports of erasures, ${shops} shops: ${erased} are erased again, by the processes that work.\n`,
    );
  } finally {
    await services.queue.stop(0);
    await services.close();
  }
}

run(main);
