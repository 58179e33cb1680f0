import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { patiently } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { newKey, written } from "./credentials.ts";

const PHOTOS = 40;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ geminiLatencyMs: 1_500 });
});
afterAll(() => stack.close());

/** As the operator runs it. */
async function rotate(ENCRYPTION_KEYS: string) {
  const { PATH = "" } = process.env;
  const env = { ...stack.env, NODE_ENV: "production" as const, PATH, ENCRYPTION_KEYS };
  const done = promisify(execFile)(process.execPath, ["app/vault.ts"], { cwd: ROOT, env });
  const { code, stdout, stderr } = await done.then(
    (streams) => ({ code: 0, ...streams }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code, stderr, counts: JSON.parse(stdout) as Record<string, number> };
}

it(
  "changes keys while a batch runs and tokens are refreshed, without one failure",
  { timeout: 480_000 },
  async () => {
    const [old, current] = [newKey("2025"), newKey("2026")];
    const settings = (keys: string) => ({
      ...{ ENCRYPTION_KEYS: keys, SWEEP_SECONDS: "1", LEASE_SECONDS: "5", MODEL_CONCURRENCY: "4" },
    });
    // Fresh enough for a second: every few calls find a token that is to be refreshed.
    const lifetime = { method: "POST", headers: { "Content-Type": "application/json" } };
    const body = JSON.stringify({ seconds: 301 });
    await fetch(`${stack.shopify.origin}/sandbox/token-lifetime`, { ...lifetime, body });

    let web = await stack.startWeb(settings(written(old)));
    const nora = merchant(stack);
    const chosen = nora.products().slice(0, PHOTOS / 4);
    await nora.generate(
      chosen.map((product) => nora.photoOf(product)),
      { imagesPerPhoto: "4" },
    );
    const { db } = stack.database;
    const made = (least: number) =>
      patiently(
        () => db.image.count(),
        (count) => count >= least,
      );

    // By the runbook: the new key second, then first, each with a restart.
    await made(2);
    await web.kill("SIGTERM");
    web = await stack.startWeb(settings(written(old, current)));
    await made(5);
    await web.kill("SIGTERM");
    web = await stack.startWeb(settings(written(current, old)));
    const first = await rotate(written(current, old));
    expect(first).toMatchObject({ code: 0, counts: { unreadable: 0 } });
    expect(first.counts.rotated).toBeGreaterThan(0);
    expect(await rotate(written(current, old))).toMatchObject({ counts: { rotated: 0, unreadable: 0 } });
    await made(10);
    await web.kill("SIGTERM");
    await stack.startWeb(settings(written(current)));

    const rows = await nora.generationsOver();
    expect(rows).toHaveLength(PHOTOS);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["done"]));
    expect(await db.shop.findFirstOrThrow()).toMatchObject({ reconnectSince: null });
    expect(nora.shop.tokens.filter(({ kind }) => kind === "offline").length).toBeGreaterThan(3);

    const lost = await rotate(written(newKey("2027")));
    expect(lost.code).toBe(1);
    expect(lost.counts).toMatchObject({ rotated: 0, alreadyCurrent: 0 });
    expect(lost.stderr).toContain('sealed by key "2026"');
  },
);
