import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPostgres, type LocalPostgres } from "../sandbox/postgres.ts";
import { missingSql } from "./create-migration.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./schema-engine.ts";

let postgres: LocalPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

test("applies every migration once, however many start at the same time", async () => {
  const url = await postgres.createDatabase("many_starters");
  const { migrationDirectories } = await readMigrations();
  const names = migrationDirectories.map((directory) => directory.path);

  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.flat()).toEqual(names);
  expect(await migrate(url)).toEqual([]);

  const { rows } = await query(
    url,
    `SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`,
  );
  expect(rows.map((row: { migration_name: string }) => row.migration_name)).toEqual(names);
});

test("the migrations make exactly what schema.prisma says", async () => {
  expect(await missingSql(await postgres.createDatabase("drift"))).toBeUndefined();
});

test("a difference between the two is seen", async () => {
  const url = await postgres.createDatabase("drifted");
  await migrate(url);
  await query(url, `ALTER TABLE "Shop" DROP COLUMN "uninstalledAt"`);
  expect(await missingSql(url)).toContain(`ADD COLUMN     "uninstalledAt"`);
});

test("a database that cannot be reached is an error, not silence", async () => {
  await expect(migrate("postgresql://postgres:wrong@127.0.0.1:1/none")).rejects.toThrow("ECONNREFUSED");
});
