import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { startRedis } from "../../sandbox/redis.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";
import { databaseDump, objectsDump, processesDump, redisDump } from "./dumps.ts";
import { measured } from "./measured.ts";
import { fileHaystack, findSecrets, type Haystack, type Secret } from "./find-secrets.ts";

const METRICS_TOKEN = randomBytes(16).toString("hex");
const FORMER_SECRET = randomBytes(16).toString("hex");

let stack: Stack;
let redis: Awaited<ReturnType<typeof startRedis>>;
const seen: Haystack[] = [];
const tokens = new Set<string>();

beforeAll(async () => {
  stack = await startStack();
  stack.shopify.faults.mediaDelayMs = 20;
  redis = inject("redisUrl") ? await startRedis() : null;
});
afterAll(async () => {
  await stack.close();
  await redis?.stop();
});

/** Shopify forgets tokens that were replaced, so they are noted as they come. */
function noteTokens(visit: ReturnType<typeof merchant>): void {
  for (const { token, refreshToken } of visit.shop.tokens)
    for (const one of [token, refreshToken]) if (one) tokens.add(one);
}

const LOADERS = [
  ["/app", "routes/app._index"],
  ["/app/products", "routes/app.products._index"],
  ["/app/batches", "routes/app.batches._index"],
  ["/app/review", "routes/app.review"],
  ["/app/published", "routes/app.published"],
  ["/app/credits", "routes/app.credits"],
  ["/app/credits/csv", "routes/app.credits_.csv"],
] as const;

async function lookAround(nora: ReturnType<typeof merchant>): Promise<void> {
  for (const [path, route] of LOADERS) {
    const { body } = await nora.visit.get(path, route);
    seen.push({ name: `data of ${path}`, content: JSON.stringify(body) });
    const page = await nora.visit.open(await nora.visit.pageUrl(path));
    const headers = JSON.stringify([...page.headers]);
    seen.push({ name: `page ${path}`, content: `${page.status} ${headers} ${await page.text()}` });
  }
}

/** What strangers and broken clients send, and what Shopify refuses. */
async function goWrong(nora: ReturnType<typeof merchant>): Promise<void> {
  const url = await nora.visit.pageUrl("/app/products");
  url.searchParams.set("id_token", `${url.searchParams.get("id_token")}x`);
  url.searchParams.set("hmac", createHmac("sha256", stack.env.SHOPIFY_API_SECRET).update("a").digest("hex"));
  seen.push({ name: "a broken token", content: await (await nora.visit.open(url)).text() });
  url.searchParams.delete("shop");
  const reopened = await nora.visit.open(url);
  seen.push({ name: "without a shop", content: `${JSON.stringify([...reopened.headers])}` });
  stack.shopify.faults.next.push({ operation: "SearchProducts", fault: "error_500", times: 3 });
  await nora.visit.get("/app/products", "routes/app.products._index");
  const body = JSON.stringify({ domain: NORTHWIND, id: 1 });
  await fetch(`${stack.appUrl}/webhooks/products/delete`, {
    method: "POST",
    body,
    headers: {
      "X-Shopify-Topic": "products/delete",
      "X-Shopify-Shop-Domain": NORTHWIND,
      "X-Shopify-API-Version": "2026-10",
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Event-Id": randomUUID(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", FORMER_SECRET).update(body).digest("base64"),
    },
  });
}

async function mainJob(nora: ReturnType<typeof merchant>): Promise<void> {
  const chosen = nora.products().slice(0, 2);
  await nora.generate(chosen.map((product) => nora.photoOf(product)));
  await nora.generationsOver();
  const images = await stack.database.db.image.findMany();
  for (const { id } of images) await nora.decide(id, "approved");
  await nora.publish(images.map(({ id }) => id));
  const [first] = await nora.publicationsOver();
  await nora.restore(first?.id ?? "");
  await nora.publicationsOver();
}

/** Tokens that are near their end are refreshed by the next work, those that are revoked make the store reconnect. */
async function loseTokens(nora: ReturnType<typeof merchant>): Promise<void> {
  const { db } = stack.database;
  await db.session.updateMany({ where: { isOnline: false }, data: { expires: new Date() } });
  const [, , third] = nora.products();
  if (third) await nora.generate([nora.photoOf(third)]);
  await nora.generationsOver();
  noteTokens(nora);
  for (const token of nora.shop.tokens) token.revoked = token.kind === "offline";
  if (third) await nora.generate([nora.photoOf(third, 1)]);
  await eventually(
    () => db.shop.findFirstOrThrow(),
    ({ reconnectSince }) => reconnectSince !== null,
  );
  await nora.visit.get("/app", "routes/app._index");
  await nora.generationsOver();
}

function secrets(nora: ReturnType<typeof merchant>): Secret[] {
  const { env } = stack;
  const named = {
    SHOPIFY_API_SECRET: env.SHOPIFY_API_SECRET,
    "former client secret": FORMER_SECRET,
    S3_SECRET_ACCESS_KEY: env.S3_SECRET_ACCESS_KEY,
    GEMINI_API_KEY: env.GEMINI_API_KEY,
    METRICS_TOKEN,
    PSEUDONYM_KEY: env.PSEUDONYM_KEY,
    ENCRYPTION_KEYS: env.ENCRYPTION_KEYS.split(":")[1] ?? "",
    "password of the app's role": decodeURIComponent(new URL(env.DATABASE_URL).password),
    "password of the owner's role": decodeURIComponent(new URL(env.DATABASE_OWNER_URL).password),
  };
  const [online, offline] = [nora.visit.tokens, [...tokens]];
  return [
    ...Object.entries(named).map(([name, value]) => ({ name, value })),
    // The signature alone makes a session token one.
    ...online.map((token, n) => ({ name: `session token ${n}`, value: token.split(".")[2] ?? "" })),
    ...offline.map((value, n) => ({ name: `${value.slice(0, 6)} ${n}`, value })),
  ];
}

async function* everything(): AsyncGenerator<Haystack> {
  const url = `${stack.appUrl}/metrics`;
  const headers = { Authorization: `Bearer ${METRICS_TOKEN}` };
  yield { name: "metrics", content: await (await fetch(url, { headers })).text() };
  yield* seen;
  yield await processesDump();
  yield* databaseDump(stack.database.ownerUrl);
  if (redis) yield* redisDump(redis.url);
  yield* objectsDump(stack.env);
  yield fileHaystack(stack.logFile);
}

it(
  "no secret stands anywhere but where it belongs, after all that people do",
  { timeout: 240_000 },
  async (context) => {
    const settings = {
      ...{ METRICS_TOKEN, SHOPIFY_API_SECRET_OLD: FORMER_SECRET, LOG_LEVEL: "debug", SWEEP_SECONDS: "1" },
      ...(redis ? { REDIS_URL: redis.url } : {}),
    };
    await stack.startWeb(settings);
    if (redis) await stack.startWorker(settings);
    const nora = merchant(stack);
    await nora.visit.get("/app", "routes/app._index");
    noteTokens(nora);
    await mainJob(nora);
    await loseTokens(nora);
    await goWrong(nora);
    await lookAround(nora);
    noteTokens(nora);

    const searched: string[] = [];
    async function* noted() {
      for await (const haystack of everything()) {
        searched.push(haystack.name);
        yield haystack;
      }
    }
    const wanted = secrets(nora);
    expect(wanted.length).toBeGreaterThan(30);
    const found = await findSecrets(wanted, noted());
    measured(context, { plaintext_secrets_found: found.length });
    expect(found).toEqual([]);
    expect(stack.gemini.calls()).toMatchObject({ kept: 0 }); // nothing of it lies in the operator's log at Google
    for (const part of ["metrics", "page /app", "ps", 'table public."Session"', "object shops/", ".log"])
      expect(
        searched.some((name) => name.includes(part)),
        part,
      ).toBe(true);
    if (redis) expect(searched.some((name) => name.startsWith("Redis "))).toBe(true);

    // It would have been found: what is planted in the database, as anybody might leave it there, is.
    const [planted] = wanted;
    await stack.database.db.batch.updateMany({ data: { prompt: `as ${planted?.value} says` } });
    expect(await findSecrets(wanted, databaseDump(stack.database.ownerUrl))).toContainEqual(
      expect.objectContaining({ secret: planted?.name, where: 'table public."Batch"' }),
    );
  },
);
