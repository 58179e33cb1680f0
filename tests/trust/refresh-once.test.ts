import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../database.ts";
import { NORTHWIND } from "../merchant.ts";
import { newKey, settings, startCredentials } from "./credentials.ts";

const PROCESSES = 20;
const SCRIPT = fileURLToPath(new URL("refresher.ts", import.meta.url));

const key = newKey("first");
let database: TestDatabase;
let credentials: Awaited<ReturnType<typeof startCredentials>>;
let children: { child: ChildProcess; lines: Interface }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  credentials = await startCredentials(database.db);
});
afterAll(async () => {
  for (const { child } of children) child.kill("SIGKILL");
  await credentials.stand.stop();
  await database.close();
});

async function lineOf(lines: Interface): Promise<string> {
  const [line] = (await once(lines, "line")) as [string];
  return line;
}

function startRefresher() {
  const { PATH = "" } = process.env;
  const own: Record<string, string> = {
    ...settings([key], database.url),
    SHOPIFY_ADMIN_ORIGIN: credentials.stand.origin,
  };
  const child = spawn(process.execPath, [SCRIPT], {
    env: { NODE_ENV: "test", PATH, ...own },
    stdio: ["pipe", "pipe", "inherit"],
  });
  return { child, lines: createInterface({ input: child.stdout }) };
}

it(
  "a token that expires is refreshed once, however many processes need it",
  { timeout: 180_000 },
  async () => {
    await credentials.tokensLive(60);
    const { exchanged, sessions } = credentials.process({ keys: [key] });
    await sessions.storeSession(await exchanged());
    await credentials.tokensLive(3600);
    const before = credentials.offlineTokens().length;

    children = Array.from({ length: PROCESSES }, startRefresher);
    expect(await Promise.all(children.map(({ lines }) => lineOf(lines)))).toEqual(
      children.map(() => "ready"),
    );
    const answers = children.map(({ lines }) => lineOf(lines));
    for (const { child } of children) child.stdin?.write(`${NORTHWIND}\n`);
    const tokens = (await Promise.all(answers)).flatMap((line) => JSON.parse(line) as string[]);

    expect(tokens).toHaveLength(3 * PROCESSES);
    expect(new Set(tokens).size).toBe(1);
    expect(credentials.offlineTokens().length - before).toBe(1);
    expect((await sessions.loadSession(`offline_${NORTHWIND}`))?.accessToken).toBe(tokens[0]);
  },
);
