import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApp, type AppProcess } from "../sandbox/app-process.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../sandbox/start.ts";
import { testDatabase, type TestDatabase } from "./database.ts";

export type Stack = Sandbox & {
  database: TestDatabase;
  /** Starts the web process, again after it was ended; its log is one file. */
  startWeb(extra?: Record<string, string>): Promise<AppProcess>;
  startWorker(extra?: Record<string, string>): Promise<AppProcess>;
  logFile: string;
  close(): Promise<void>;
};

/** The built app as its own process against stand-ins and a database of this test file's own. */
export async function startStack(options: SandboxOptions = {}): Promise<Stack> {
  const database = await testDatabase();
  const sandbox = await startSandbox({ ...options, databaseUrl: database.ownerUrl });
  const dir = await mkdtemp(join(tmpdir(), "packshot-stack-"));
  const logFile = join(dir, "app.log");
  const running: AppProcess[] = [];

  const start = async (entry: "server" | "worker", extra: Record<string, string> = {}) => {
    const readyUrl = entry === "server" ? `${sandbox.appUrl}/readyz` : undefined;
    const app = await startApp({ entry, env: { ...sandbox.env, ...extra }, logFile, readyUrl });
    running.push(app);
    return app;
  };
  return {
    ...sandbox,
    database,
    logFile,
    startWeb: (extra) => start("server", extra),
    startWorker: (extra) => start("worker", extra),
    async close() {
      await Promise.all(running.map((app) => app.kill("SIGKILL")));
      await sandbox.stop();
      await database.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
