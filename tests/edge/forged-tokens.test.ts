import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { merchant, NORTHWIND } from "../merchant.ts";
import { sendWebhook } from "./send-webhook.ts";
import { startStack, type Stack } from "../stack.ts";

const REFUSED = 10;
const STRANGERS = 1_000;

let stack: Stack;
let address = "";
let seen = 0;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({
    ...{ REFUSED_TOKENS_PER_MINUTE: String(REFUSED), STRANGER_REQUESTS_PER_MINUTE: String(STRANGERS) },
    ...{ REFUSED_WEBHOOKS_PER_MINUTE: "5", TRUST_PROXY: "1" },
  });
  await merchant(stack).visit.get("/app", "routes/app._index"); // installs
});
afterAll(() => stack.close());
/** A minute counts for every address by itself. */
beforeEach(() => {
  address = `203.0.113.${(seen += 1)}`;
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1000);

function token({ secret = stack.env.SHOPIFY_API_SECRET, aud = stack.env.SHOPIFY_API_KEY, age = 0 } = {}) {
  const [exp, nbf] = [now() + 60 - age, now() - 1 - age];
  const shop = { iss: `https://${NORTHWIND}/admin`, dest: `https://${NORTHWIND}` };
  const head = encode({ alg: "HS256", typ: "JWT" });
  const unsigned = `${head}.${encode({ ...shop, aud, sub: "1", exp, nbf, iat: nbf, jti: String(age) })}`;
  return `${unsigned}.${createHmac("sha256", String(secret)).update(unsigned).digest("base64url")}`;
}

const BROWSER = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0.0.0" };

async function ask(token: string, path = "/app/credits?_data=routes%2Fapp.credits"): Promise<Response> {
  const headers = { ...BROWSER, "X-Forwarded-For": address, Authorization: `Bearer ${token}` };
  return fetch(stack.appUrl + path, { headers, redirect: "manual" });
}

async function statuses(times: number, make: () => string): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: times }, () => ask(make())));
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** With the token that the sandbox's Shopify gives to somebody who is signed in. */
async function valid(): Promise<string> {
  const { visit } = merchant(stack);
  return (await visit.pageUrl("/app")).searchParams.get("id_token") ?? "";
}

describe("session tokens that do not hold", () => {
  it.each([
    ["signed with another secret", () => token({ secret: "another secret" })],
    ["of another app", () => token({ secret: "its secret", aud: "another app" })],
    ["that are none", () => "a.b.c"],
  ])("%s are counted by address, and those who are signed in there are not hindered", async (_name, make) => {
    expect(await statuses(REFUSED + 15, make)).toEqual({ 401: REFUSED, 429: 15 });
    expect(Number((await ask(make())).headers.get("Retry-After"))).toBeGreaterThan(0);
    const token = await valid();
    expect(await statuses(REFUSED + 15, () => token)).toEqual({ 200: REFUSED + 15 });
    address = "198.51.100.1";
    expect((await ask(token)).status).toBe(200);
  });

  it("that have ended count by themselves: what is forged at their address does not touch them", async () => {
    expect(await statuses(REFUSED + 5, () => "a.b.c")).toEqual({ 401: REFUSED, 429: 5 });
    expect((await ask(token({ age: 3_600 }))).status).toBe(401);
    const one = token({ age: 7_200 });
    expect(await statuses(REFUSED + 5, () => one)).toEqual({ 401: REFUSED, 429: 5 });
    expect((await ask(token({ age: 3_600 }))).status).toBe(401);
  });

  it("in a page's address count as well", async () => {
    const open = () =>
      fetch(`${stack.appUrl}/app?shop=${NORTHWIND}&host=x&embedded=1&id_token=a.b.c`, {
        headers: { ...BROWSER, "X-Forwarded-For": address },
        redirect: "manual",
      });
    const answers = await Promise.all(Array.from({ length: REFUSED + 5 }, open));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });
});

describe("webhooks", () => {
  const send = (secret?: string, path = "/webhooks/compliance", more: Record<string, string> = {}) =>
    sendWebhook(
      stack,
      path,
      { topic: "shop/redact", shop: "nobody.myshopify.com", secret },
      {
        "X-Forwarded-For": address,
        ...more,
      },
    );

  it("that nobody signed are counted whatever else they carry, and however their address is written", async () => {
    const authorization = { Authorization: `Bearer ${await valid()}` };
    const paths = ["/webhooks/compliance", "/Webhooks/compliance", "/%77ebhooks/compliance"];
    const answers: number[] = [];
    for (let n = 0; n < 9; n += 1) answers.push(await send("another secret", paths[n % 3], authorization));
    expect(answers).toEqual([401, 401, 401, 401, 401, 401, 429, 429, 429]);
    expect(await send()).toBe(429);
    address = "198.51.100.1";
    expect(await send()).toBe(200);
  });

  it("that Shopify signed are not", async () => {
    for (let n = 0; n < 12; n += 1) expect(await send()).toBe(200);
  });
});
