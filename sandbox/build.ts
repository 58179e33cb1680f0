import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = ["app", "public", "vite", "vite.config.ts", "package-lock.json"];

/** Builds the app unless the last build is newer than everything it is made from. */
export async function buildIfStale(): Promise<void> {
  const built = await stat(join(ROOT, "build/server/index.js")).catch(() => null);
  const newest = Math.max(...(await Promise.all(SOURCES.map((source) => newestIn(join(ROOT, source))))));
  if (built && built.mtimeMs > newest) return;
  const build = spawn("npm", ["run", "--silent", "build"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    shell: process.platform === "win32",
  });
  let problems = "";
  build.stderr.on("data", (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = (await once(build, "exit")) as [number | null];
  if (code !== 0) throw new Error(`The build failed:\n${problems}`);
}

async function newestIn(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = await readdir(path);
  return Math.max(0, ...(await Promise.all(entries.map((entry) => newestIn(join(path, entry))))));
}
