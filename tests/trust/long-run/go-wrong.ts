import { createHmac, randomUUID } from "node:crypto";
import pg from "pg";
import { patiently } from "../../eventually.ts";
import { NORTHWIND, type merchant } from "../../merchant.ts";
import type { Failure } from "../../../sandbox/gemini/behaviour.ts";
import type { LongRun } from "./scene.ts";

type Merchant = ReturnType<typeof merchant>;

/** The model refuses in ways that end a generation; one of them repeats our key in its answer. */
const FAILURES: readonly Failure[] = [
  "403_suspended",
  "500",
  "finish_SAFETY",
  "truncated_json",
  "cut_socket",
];

/** All that breaks on a bad day, most of which ends in a log. */
export async function goWrong(run: LongRun, owner: Merchant): Promise<void> {
  const [, , , , , sixth] = owner.products();
  if (!sixth) throw new Error("the demo shop is too small");
  const failing = FAILURES.map((fail) => ({ fail, times: 1 }));
  run.stack.gemini.setBehaviour({ next: failing });
  await owner.generate([owner.photoOf(sixth)], { imagesPerPhoto: "4", recipeKey: "studio" });
  await owner.generationsOver();
  await loseConnections(run, owner);
  await comeWithBadTokens(run, owner);
  for (const secret of [run.own.formerSecret, run.stack.env.SHOPIFY_API_SECRET, "guessed by somebody"])
    await tell(run, secret);
  await misconfigure(run);
}

/** The database, Redis and the object store hang up or answer with errors, while work wants them. */
async function loseConnections(run: LongRun, owner: Merchant): Promise<void> {
  const { stack, redis } = run;
  const client = new pg.Client({ connectionString: run.adminUrl });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'packshot_app' AND datname = $1",
    [new URL(stack.database.url).pathname.slice(1)],
  );
  await client.end();
  stack.s3.setFaults({ errorRate: 1 });
  await redis.dropAll();
  stack.shopify.faults.next.push({ operation: "SearchProducts", fault: "error_500", times: 3 });
  await owner.visit.get("/app/products", "routes/app.products._index");
  const [, , , , , , seventh] = owner.products();
  if (seventh) await owner.generate([owner.photoOf(seventh)], { recipeKey: "studio" });
  await patiently(
    async () => stack.s3.counts().failed,
    (failed) => failed > 0,
  );
  stack.s3.setFaults({});
  await owner.generationsOver();
}

/** Broken and foreign sign-ins, in the address and in the header. */
async function comeWithBadTokens(run: LongRun, { visit }: Merchant): Promise<void> {
  const url = await visit.pageUrl("/app/products");
  url.searchParams.set("id_token", `${url.searchParams.get("id_token")}x`);
  const hmac = createHmac("sha256", run.stack.env.SHOPIFY_API_SECRET).update("a").digest("hex");
  url.searchParams.set("hmac", hmac);
  run.see("a broken token", await (await visit.open(url)).text());
  url.searchParams.delete("shop");
  run.see("a token without a shop", JSON.stringify([...(await visit.open(url)).headers]));
  const headers = { Authorization: `Bearer ${visit.tokens.at(-1)}x` };
  const data = await fetch(`${run.stack.appUrl}/app/review?_data=routes%2Fapp.review`, { headers });
  run.see("a broken header", await data.text());
}

/** A webhook, signed with this. */
async function tell({ stack }: LongRun, secret: string): Promise<void> {
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
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
  });
}

/** Commands that cannot start: what they say of the configuration must not hold it. */
async function misconfigure(run: LongRun): Promise<void> {
  const { env } = run.stack;
  const away = new URL(env.DATABASE_URL);
  away.port = "9";
  await run.operate(["app/vault.ts"], { DATABASE_URL: away.href });
  await run.operate(["app/vault.ts"], { DATABASE_URL: `mysql:${env.DATABASE_URL}`, S3_BUCKET: "" });
  await run.operate(["app/vault.ts"], { ENCRYPTION_KEYS: env.ENCRYPTION_KEYS.slice(0, -3) });
  await run.operate(["app/operate.ts", "no-such-command"]);
  await run.operate(["app/reconcile.ts"], { S3_SECRET_ACCESS_KEY: "not the right one" });
}

/** Tokens near their end are renewed by the next work; those that Shopify ends make the store reconnect. */
export async function loseTokens(run: LongRun, owner: Merchant): Promise<void> {
  const { db } = run.stack.database;
  const of = { where: { shop: owner.domain } };
  const [, , , , , , , eighth] = owner.products();
  if (!eighth) throw new Error("the demo shop is too small");
  await db.session.updateMany({ where: { ...of.where, isOnline: false }, data: { expires: new Date() } });
  await owner.generate([owner.photoOf(eighth)]);
  await owner.generationsOver();
  for (const token of owner.shop.tokens) token.revoked = token.kind === "offline";
  await owner.generate([owner.photoOf(eighth, 1)]);
  await patiently(
    () => db.shop.findFirstOrThrow(of),
    ({ reconnectSince }) => reconnectSince !== null,
  );
  await owner.visit.get("/app", "routes/app._index");
  await owner.generationsOver();
}
