import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { reachableFolder } from "./postgres-cluster.ts";
import { startPostgres } from "./postgres.ts";

let folder: string; // as private as a clone in root's home would be
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "postgres-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function answer(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined); // a server that stops cuts the connection; what was asked then rejects as well
  await client.connect();
  const { rows } = await client.query(
    "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'",
  );
  await client.end();
  return rows[0];
}

/** A process that starts a server in `dir`, prints the address of a database, and stays until it is killed. */
async function starter(dir: string | undefined) {
  const module = JSON.stringify(new URL("postgres.ts", import.meta.url));
  const script = `
    const { startPostgres } = await import(${module});
    const postgres = await startPostgres(${JSON.stringify({ dir })});
    console.log(await postgres.createDatabase("shop"));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, url };
}

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "no server outlives a parent ended by %s",
  async (signal) => {
    const { child, url } = await starter(undefined);
    expect(await answer(url)).toEqual({ tables: 0 });
    child.kill(signal);
    await vi.waitFor(() => expect(answer(url)).rejects.toThrow("ECONNREFUSED"), { timeout: 10_000 });
  },
);

test("a kept folder starts again after its parent was killed, with its data", async () => {
  const dir = join(folder, "killed");
  const { child, url } = await starter(dir);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE TABLE kept (id int)");
  await client.end();
  child.kill("SIGKILL");

  const again = await startPostgres({ dir });
  expect(await answer(await again.createDatabase("shop"))).toEqual({ tables: 1 });
  await again.stop();
  await rm(await reachableFolder(dir), { recursive: true });
});

test("a lock file whose process id now belongs to another program does not matter", async () => {
  const dir = join(folder, "stale");
  await (await startPostgres({ dir })).stop();
  const home = await reachableFolder(dir);
  await writeFile(
    join(home, "data", "postmaster.pid"),
    `${process.pid}\n${home}/data\n0\n5432\n\n127.0.0.1\n`,
  );

  const again = await startPostgres({ dir });
  await again.stop();
  await rm(home, { recursive: true });
});

test("two can start at once; stop leaves nothing", async () => {
  const both = await Promise.all([startPostgres(), startPostgres()]);
  const urls = await Promise.all(both.map((postgres) => postgres.createDatabase('it\'s a "name"')));
  for (const url of urls) expect(await answer(url)).toEqual({ tables: 0 });
  await Promise.all(both.map((postgres) => postgres.stop()));
  for (const url of urls) await expect(answer(url)).rejects.toThrow("ECONNREFUSED");
});

test("nobody gets in without the password", async () => {
  const postgres = await startPostgres();
  const stranger = new URL(postgres.url("postgres"));
  stranger.password = "guess";
  await expect(answer(stranger.href)).rejects.toThrow("password authentication failed");
  await postgres.stop();
});

test("what lies in a private folder goes where root's server user can reach it", async () => {
  const wanted = join(folder, "private");
  const used = await reachableFolder(wanted);
  if (process.getuid?.() === 0) expect(used.startsWith(folder)).toBe(false);
  else expect(used).toBe(wanted);
});
