import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";

export type LocalRedis = { url: string; pid: number; stop(): Promise<void> };

/** Starts the machine's own redis-server or valkey-server on 127.0.0.1, on any free port; null where there is none. */
export async function startRedis(options: { port?: number } = {}): Promise<LocalRedis | null> {
  const program = findProgram(["redis-server", "valkey-server"]);
  if (!program) return null;
  const port = options.port ?? (await freePort());
  const dir = await mkdtemp(join(tmpdir(), "packshot-redis-"));
  const settings = [
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--maxmemory-policy",
    "noeviction",
  ];
  const server = spawn(program, ["--port", String(port), "--dir", dir, ...settings], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  process.once("exit", () => server.kill("SIGKILL"));
  await untilReady(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: server.pid ?? 0,
    async stop() {
      if (server.exitCode === null && server.kill("SIGTERM")) await once(server, "exit");
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

async function untilReady(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`Redis ended with code ${code} at its start`)));
    server.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("eady to accept connections")) resolve();
    });
  });
}
