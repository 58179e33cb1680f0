import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AppProcess } from "../../sandbox/app-process.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { sendWebhook } from "../edge/send-webhook.ts";
import { startStack, type Stack } from "../stack.ts";

const NEW = "the new client secret of the rotation";
/** So few that tokens of the old secret would soon be refused, were they taken for forged ones. */
const LIMITS = { TRUST_PROXY: "1", REFUSED_TOKENS_PER_MINUTE: "2" };

let stack: Stack;
let old = "";
let web: AppProcess | undefined;
beforeAll(async () => {
  stack = await startStack();
  old = stack.env.SHOPIFY_API_SECRET;
  await restart({});
  await nora().visit.get("/app", "routes/app._index"); // installs
});
afterAll(() => stack.close());

async function restart(settings: Record<string, string>): Promise<void> {
  await web?.kill("SIGTERM");
  web = await stack.startWeb({ ...LIMITS, ...settings });
}

const db = () => stack.database.db;
const nora = () => merchant(stack);
const atShopify = (path: string, body: object = {}) =>
  fetch(`${stack.shopify.origin}/sandbox/${path}`, {
    ...{ method: "POST", body: JSON.stringify(body) },
    headers: { "Content-Type": "application/json" },
  });
const newestOffline = () => nora().shop.tokens.findLast(({ kind }) => kind === "offline");
const open = async (path: string, route: string) => (await nora().visit.get(path, route)).status;
const openAll = async () => [
  await open("/app", "routes/app._index"),
  await open("/app/products", "routes/app.products._index"),
  (await nora().visit.open(await nora().visit.pageUrl("/app"))).status,
];
/** Needs a permission that is asked of Shopify anew; refused only because nothing right is typed. */
const editing = async () =>
  (await nora().visit.post("/app/privacy/erase", "routes/app.privacy.erase", { typed: "another" })).status;
const told = (secret: string) =>
  sendWebhook(stack, "/webhooks/compliance", { topic: "customers/redact", secret });

it("is replaced by the runbook without anybody noticing", { timeout: 120_000 }, async () => {
  await atShopify("client-secret", { secret: NEW });
  await restart({ SWEEP_SECONDS: "1", SHOPIFY_API_SECRET: NEW, SHOPIFY_API_SECRET_OLD: old });

  // Shopify signs with the old one until it is revoked.
  for (let times = 0; times < 3; times += 1) expect(await openAll()).toEqual([200, 200, 200]);
  expect(await editing()).toBe(400);
  expect(await Promise.all([told(old), told(NEW), told("guessed")])).toEqual([200, 200, 401]);
  await db().session.deleteMany();
  expect(await openAll()).toEqual([200, 200, 200]);
  expect(newestOffline()).toMatchObject({ clientSecret: NEW });

  // Nobody opens the shop, and its token comes from before: the daily check refreshes it.
  for (const token of nora().shop.tokens) token.clientSecret = old;
  const seenInstalledAt = new Date(Date.now() - 25 * 3_600_000);
  await db().session.updateMany({ where: { isOnline: false }, data: { expires: new Date() } });
  await db().shop.updateMany({ data: { seenInstalledAt } });
  await eventually(
    async () => newestOffline()?.clientSecret,
    (secret) => secret === NEW,
  );
  await eventually(
    () => db().session.findFirstOrThrow({ where: { isOnline: false } }),
    ({ expires }) => (expires?.getTime() ?? 0) > Date.now(),
  );

  await atShopify("client-secret/revoke");
  expect(await openAll()).toEqual([200, 200, 200]);
  expect(await editing()).toBe(400);
  expect(await Promise.all([told(old), told(NEW)])).toEqual([200, 200]); // half an hour more it signs with the old
  const shop = await db().shop.findUniqueOrThrow({ where: { shop: NORTHWIND } });
  expect(shop).toMatchObject({ reconnectSince: null, uninstalledAt: null });

  await restart({ SHOPIFY_API_SECRET: NEW });
  expect(await openAll()).toEqual([200, 200, 200]);
  expect(await Promise.all([told(old), told(NEW)])).toEqual([401, 200]);
});

it("that nobody uses any more opens nothing", async () => {
  const url = new URL("/app?_data=routes%2Fapp._index", stack.appUrl);
  const [head = "", claims = ""] = (
    (await nora().visit.pageUrl("/app")).searchParams.get("id_token") ?? ""
  ).split(".");
  const signature = createHmac("sha256", old).update(`${head}.${claims}`).digest("base64url");
  const headers = {
    Authorization: `Bearer ${head}.${claims}.${signature}`,
    "User-Agent": "Mozilla/5.0 Chrome/153.0.0.0",
  };
  expect((await fetch(url, { headers })).status).toBe(401);
});
