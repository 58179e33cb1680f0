import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import { startStack, type Stack } from "../stack.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

async function readiness(): Promise<string> {
  const answer = await fetch(`${stack.appUrl}/readyz`).catch(() => null); // not listening yet
  return answer ? `${answer.status} ${await answer.text()}` : "";
}

/** As `npm run reconcile -- …` does. */
const reconcile = (...words: string[]) =>
  promisify(execFile)(process.execPath, ["app/reconcile.ts", ...words], {
    cwd: ROOT,
    env: { ...process.env, ...stack.env, NODE_ENV: "production" },
  });

it("a process with another database's bucket does not begin, one that learns of it late is not ready", async () => {
  const first = await stack.startWeb();
  await first.kill("SIGKILL");
  const { storeMark } = stack.database.db;
  expect(await storeMark.count({ where: { isPut: true } })).toBe(1);

  await storeMark.updateMany({ data: { id: "another" } });
  await expect(stack.startWeb()).rejects.toThrow(/S3_BUCKET and DATABASE_URL do not belong together/);
  await expect(reconcile("--fix")).rejects.toMatchObject({
    code: 1,
    stderr: "Nothing was touched: it belongs to another database. See docs/operations.md.\n",
  });

  stack.s3.setFaults({ hangRate: 1 }); // away when it begins
  const late = stack.startWeb().then(
    () => "ready",
    () => "not ready",
  );
  await eventually(readiness, (told) => told !== "");
  stack.s3.setFaults({});
  const began = stack.s3.counts().requests;
  await eventually(readiness, (told) => told.startsWith("503") && stack.s3.counts().requests > began);
  expect(await readiness()).toMatch(/^503 .*"store":"down"/);

  expect(JSON.parse((await reconcile("--adopt", "--json")).stdout)).toMatchObject({ orphans: 0, mended: 0 });
  expect(await late).toBe("ready");
});
