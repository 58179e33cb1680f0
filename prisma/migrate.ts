import pg from "pg";
import { grantToApp, isSameRole } from "./roles.ts";
import { everything, readMigrations, withSchemaEngine } from "./schema-engine.ts";

/** Any number will do, as long as every starter asks for the same. */
const migrationLock = 4_717_035_001;

/**
 * Applies what is missing of prisma/migrations and answers the names, as the role that owns the tables; then gives the
 * app's role what it may do with them. Several starters at once take turns.
 */
export async function migrate(ownerUrl: string, appUrl = ownerUrl): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    const migrationsList = await readMigrations();
    const applied = await withSchemaEngine(ownerUrl, (engine) =>
      engine.applyMigrations({ migrationsList, filters: everything }),
    );
    if (!isSameRole(ownerUrl, appUrl)) await grantToApp(client, appUrl);
    return applied.appliedMigrationNames;
  } finally {
    await client.end(); // which gives the lock back
  }
}

async function main() {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl)
    throw new Error("DATABASE_URL is missing: it should be the address of a PostgreSQL database");
  const applied = await migrate(process.env.DATABASE_OWNER_URL || databaseUrl, databaseUrl);
  for (const name of applied) console.log(`Applied ${name}`);
  if (applied.length === 0) console.log("Nothing to apply: the database is up to date");
}

if (import.meta.main) await main();
