import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaFilter, SchemasContainer } from "@prisma/schema-engine-wasm";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

export const migrationsFolder = join(import.meta.dirname, "migrations");

/** The whole database is ours: nothing is left out of a comparison. */
export const everything: SchemaFilter = { externalTables: [], externalEnums: [] };

/** Prisma's schema engine as WebAssembly, so that migrating needs no download from Prisma's binary host. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: wasm.SchemaEngine) => Promise<T>,
) {
  await instantiate();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const { files } = await readSchema();
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFor(pool));
  try {
    const engine = await wasm.SchemaEngine.new({ datamodels }, () => undefined, adapter);
    return await use(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}

let instance: Promise<void> | undefined;

/** The package's own entry imports the .wasm file as a module, which Node 22 refuses and Node 24 warns about. */
function instantiate(): Promise<void> {
  instance ??= (async () => {
    const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
    const bytes = await readFile(join(entry, "..", "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...wasm } });
    wasm.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return instance;
}

const oids = { char: 18, text: 25 };

/**
 * @prisma/adapter-pg 7.10 refuses the catalogue's "char" columns, which the engine asks for when it reads a schema
 * back from a database: they travel as text and get their own type when they arrive.
 */
function adapterFor(pool: pg.Pool): PrismaPg {
  let charColumns: number[] = []; // of the latest result: the pool holds one connection
  pool.on("connect", (client) => {
    (client as pg.Client).connection.on("rowDescription", ({ fields }: { fields: pg.FieldDef[] }) => {
      charColumns = [...fields.keys()].filter((index) => fields[index]?.dataTypeID === oids.char);
      for (const index of charColumns) Object.assign(fields[index] ?? {}, { dataTypeID: oids.text });
    });
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return factory;
}

export async function readSchema(): Promise<SchemasContainer> {
  const path = join(import.meta.dirname, "schema.prisma");
  return { files: [{ path, content: await readFile(path, "utf8") }] };
}

export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lockfile = await readFile(join(migrationsFolder, "migration_lock.toml"), "utf8");
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: lockfile },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(names.sort().map(readMigration)),
  };
}

async function readMigration(path: string) {
  const value = await readFile(join(migrationsFolder, path, "migration.sql"), "utf8");
  return { path, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
}
