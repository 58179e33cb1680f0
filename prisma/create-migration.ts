import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startPostgres } from "../sandbox/postgres.ts";
import { migrate } from "./migrate.ts";
import { everything, migrationsFolder, readSchema, withSchemaEngine } from "./schema-engine.ts";

/** The SQL that is missing between prisma/migrations and prisma/schema.prisma, or nothing. Needs an empty database. */
export async function missingSql(emptyDatabaseUrl: string): Promise<string | undefined> {
  await migrate(emptyDatabaseUrl);
  const schema = await readSchema();
  const difference = await withSchemaEngine(emptyDatabaseUrl, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", ...schema, configDir: import.meta.dirname },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: true, // 2 where they differ: prisma migrate diff documents it
      filters: everything,
    }),
  );
  return difference.exitCode === 2 ? (difference.stdout ?? undefined) : undefined;
}

async function main(name: string | undefined) {
  if (!name || !/^\w+$/.test(name))
    throw new Error("Name the migration: node prisma/create-migration.ts add_something");
  const postgres = await startPostgres();
  try {
    const sql = await missingSql(await postgres.createDatabase("scratch"));
    if (!sql) return console.log("Nothing to do: the migrations make the schema as it is");
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join(migrationsFolder, `${stamp}_${name}`);
    await mkdir(folder);
    await writeFile(join(folder, "migration.sql"), sql);
    console.log(`Made ${folder}`);
  } finally {
    await postgres.stop();
  }
}

if (import.meta.main) await main(process.argv[2]);
