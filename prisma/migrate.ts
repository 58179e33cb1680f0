import pg from "pg";
import { everything, readMigrations, withSchemaEngine } from "./schema-engine.ts";

/** Any number will do, as long as every starter asks for the same. */
const migrationLock = 4_717_035_001;

/** Applies what is missing of prisma/migrations and answers the names. Several starters at once take turns. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    const migrationsList = await readMigrations();
    const applied = await withSchemaEngine(databaseUrl, (engine) =>
      engine.applyMigrations({ migrationsList, filters: everything }),
    );
    return applied.appliedMigrationNames;
  } finally {
    await client.end(); // which gives the lock back
  }
}

async function main() {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl)
    throw new Error("DATABASE_URL is missing: it should be the address of a PostgreSQL database");
  const applied = await migrate(databaseUrl);
  for (const name of applied) console.log(`Applied ${name}`);
  if (applied.length === 0) console.log("Nothing to apply: the database is up to date");
}

if (import.meta.main) await main();
