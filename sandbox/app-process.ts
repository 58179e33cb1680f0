import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export type AppProcess = {
  pid: number;
  /** Ends the process and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
};

type Options = {
  entry: "server" | "worker";
  env: Record<string, string>;
  logFile: string;
  /** The web process counts as started when this answers 200. */
  readyUrl?: string;
};

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const START_MS = 120_000;
/** As in the npm scripts and the image; docs/operations.md says what each is for. */
const NODE_FLAGS = {
  server: ["--enable-source-maps"],
  worker: ["--enable-source-maps", "--max-semi-space-size=4", "--heap-growing-percent=30"],
};
const MEMORY = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" };
const LAST_LINES = 15;

/** Starts Packshot itself as it is started in production, only with another environment. */
export async function startApp({ entry, env, logFile, readyUrl }: Options): Promise<AppProcess> {
  await mkdir(dirname(logFile), { recursive: true });
  const child = spawn(process.execPath, [...NODE_FLAGS[entry], `app/${entry}.ts`], {
    cwd: ROOT,
    env: { NODE_ENV: "production", ...MEMORY, ...inherited(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(logFile, { flags: "a" });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const killWithParent = () => child.kill("SIGKILL");
  process.once("exit", killWithParent);
  child.once("exit", () => process.off("exit", killWithParent));
  if (readyUrl) await untilReady(child, readyUrl, logFile);
  return { pid: child.pid ?? 0, kill: (signal) => end(child, signal) };
}

/** The app gets its settings from us alone, not from whoever runs us. */
function inherited(): Record<string, string> {
  const { PATH = "", HOME = "", TMPDIR = "" } = process.env;
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}) };
}

async function untilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    const answer = await fetch(url).catch(() => null); // not listening yet
    if (answer?.ok) return;
    await sleep(50);
  }
  child.kill("SIGKILL");
  throw new Error(`Packshot did not start (exit code ${child.exitCode}):\n${await lastLines(logFile)}`);
}

async function lastLines(logFile: string): Promise<string> {
  const log = await readFile(logFile, "utf8");
  return log.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}
