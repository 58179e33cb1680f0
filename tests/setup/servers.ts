import type { TestProject } from "vitest/node";
import { migrate } from "../../prisma/migrate.ts";
import { asApp, startPostgres } from "../../sandbox/postgres.ts";
import { startRedis } from "../../sandbox/redis.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: { adminUrl: string; ownerUrl: string; template: string };
    /** Null where the machine has no Redis: then what needs it is not run, and a line says so. */
    redisUrl: string | null;
  }
}

const TEMPLATE = "packshot_template";

/** One PostgreSQL with a migrated template that test files copy, and one Redis, for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  const template = await postgres.createDatabase(TEMPLATE);
  await migrate(template, asApp(template));
  project.provide("postgres", { adminUrl: postgres.url("postgres"), ownerUrl: template, template: TEMPLATE });

  const redis = await findRedis();
  project.provide("redisUrl", redis?.url ?? null);
  return async () => {
    await redis?.stop();
    await postgres.stop();
  };
}

async function findRedis() {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => {} };
  const redis = await startRedis();
  if (redis) return redis;
  if (process.env.REQUIRE_REDIS)
    throw new Error("REQUIRE_REDIS is set, but there is no redis-server or valkey-server");
  console.log(
    "Not run: the tests of Bull on Redis. Neither REDIS_URL nor redis-server or valkey-server was found.",
  );
  return null;
}
