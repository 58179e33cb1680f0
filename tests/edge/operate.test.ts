import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startStack, type Stack } from "../stack.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const shop = "northwind-goods.myshopify.com";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.database.db.shop.create({ data: { shop } });
});
afterAll(() => stack.close());

/** As `npm run operate -- …` does. */
const operate = (...words: string[]) =>
  promisify(execFile)(process.execPath, ["app/operate.ts", ...words], {
    cwd: ROOT,
    env: { ...process.env, ...stack.env, NODE_ENV: "production" },
  });

it("grants by hand, once for a key, and prints one line", async () => {
  const grant = () => operate("grant", shop, "50", "order 7", "--key", "order-7");
  expect(await grant()).toMatchObject({ stdout: `Granted 50 credits to ${shop}.\n`, stderr: "" });
  expect((await grant()).stdout).toMatch(/^Nothing done: .*\n$/);
  expect(await stack.database.db.creditAccount.findUnique({ where: { shop } })).toMatchObject({
    available: 150,
  });
});

it("fails with one clear line", async () => {
  await expect(operate("grant", "nobody", "50", "why")).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: "There is no shop nobody.myshopify.com.\n",
  });
  await expect(operate("grant", shop, "-5", "why")).rejects.toMatchObject({ code: 1, stdout: "" });
});
