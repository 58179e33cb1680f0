import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";
import {
  clusterIn,
  type Cluster,
  discardLeftover,
  postgresBinaries,
  reachableFolder,
} from "./postgres-cluster.ts";

export interface PostgresOptions {
  /** Keep the data here between runs. Without it the data is gone after `stop`. */
  dir?: string;
  port?: number;
  /** Survive a power cut. Off, because demo and tests gain more from speed. */
  durable?: boolean;
}

export interface LocalPostgres {
  url(database: string): string;
  /** Creates the database unless it exists, and answers its address for the role that owns it. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server of our own on 127.0.0.1. It ends with this process, however that ends. */
export async function startPostgres(options: PostgresOptions = {}): Promise<LocalPostgres> {
  const binaries = await postgresBinaries();
  const home = await homeOf(options.dir);
  const cluster = await clusterIn(home.dir, binaries);
  await discardLeftover(cluster.data);

  const port = options.port ?? (await freePort());
  const server = launch(cluster, port, options.durable ?? false);
  const guard = stopWithParent(server, home.temporary ? home.dir : undefined);
  await ready(server);
  const address = (role: string, database: string) =>
    `postgresql://${role}:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  const url = (database: string) => address("postgres", database);
  await createRoles(url("postgres"), cluster.password);

  return {
    url,
    createDatabase: async (name) => {
      await createDatabase(url("postgres"), name);
      return address(OWNER, name);
    },
    stop: async () => {
      await end(server, "SIGINT");
      await end(guard, "SIGKILL");
      if (home.temporary) await rm(home.dir, { recursive: true, force: true });
    },
  };
}

async function homeOf(dir: string | undefined) {
  if (dir) return { dir: await reachableFolder(dir), temporary: false };
  const base = await reachableFolder();
  return { dir: await mkdtemp(join(base, "packshot-postgres-")), temporary: true };
}

function launch(cluster: Cluster, port: number, durable: boolean): ChildProcess {
  const safety = durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "lc_messages=C", // the line waited for below must be English
    ...safety,
  ];
  const args = ["-D", cluster.data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  // Its own process group: Ctrl-C in a terminal must reach us alone, so that we can stop in order.
  return spawn(cluster.binaries.postgres, args, {
    ...cluster.binaries.owner,
    cwd: cluster.data,
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe"],
  });
}

async function ready(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let log = "";
    server.once("error", reject);
    server.once("exit", (code) =>
      reject(new Error(`PostgreSQL ended with code ${code} at its start:\n${log}`)),
    );
    server.stderr?.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes("ready to accept connections")) resolve();
    });
  });
  server.unref();
  (server.stderr as Socket).unref();
}

/**
 * A shell that waits for the end of its input, which comes when this process dies, kill -9 included, and then
 * stops the server. So no signal handler of ours gets in the way of the program's own.
 */
function stopWithParent(server: ChildProcess, temporary: string | undefined): ChildProcess | undefined {
  if (process.platform === "win32") {
    process.once("exit", () => server.kill());
    return undefined;
  }
  const script = `read -r _; kill -INT "$0"; [ -z "$1" ] || { while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$1"; }`;
  const guard = spawn("/bin/sh", ["-c", script, String(server.pid), temporary ?? ""], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  (guard.stdin as Socket).unref();
  return guard;
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.ref();
  child.kill(signal);
  await exited;
}

/** The owner migrates, erases and prunes; the app works. Neither is a superuser; both have the cluster's one password. */
const OWNER = "packshot_owner";
const APP = "packshot_app";

/** The same database for the role that the app works as. */
export function asApp(ownerUrl: string): string {
  const address = new URL(ownerUrl);
  address.username = APP;
  return address.href;
}

async function createRoles(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const role of [OWNER, APP]) {
      const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
      if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
    }
  } finally {
    await client.end();
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
