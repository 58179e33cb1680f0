import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { freePort } from "../../sandbox/free-port.ts";
import { startRedis } from "../../sandbox/redis.ts";
import { eventually } from "../eventually.ts";
import { merchant } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
beforeEach(async () => {
  stack = await startStack();
});
afterEach(() => stack.close());

const timeout = 90_000;
const TOKEN = "a-token-of-operators";

const ask = (url: string, token?: string) =>
  fetch(url, token ? { headers: { Authorization: `Bearer ${token}` } } : {});
const ready = async (): Promise<unknown> => (await ask(`${stack.appUrl}/readyz`)).json();

describe("/metrics", () => {
  it("counts requests by route and calls of Shopify, and names no shop", { timeout }, async () => {
    await stack.startWeb();
    const nora = merchant(stack);
    await nora.visit.get("/app/products", "routes/app.products._index");
    await nora.visit.get("/app/batches/no-such-batch", "routes/app.batches.$id");
    await ask(`${stack.appUrl}/wp-login.php`);

    const text = await eventually(
      async () => (await ask(`${stack.appUrl}/metrics`)).text(),
      (body) => body.includes('route="$"'),
    );
    expect(text).toMatch(
      /http_request_seconds_count\{route="app.products._index",method="GET",status="200"\} 1/,
    );
    expect(text).toMatch(
      /http_request_seconds_count\{route="app.batches.\$id",method="GET",status="4\d\d"\} 1/,
    );
    expect(text).toMatch(/shopify_call_seconds_count\{operation="SearchProducts",answer="data"\} 1/);
    expect(text).toMatch(/packshot_shopify_share_left_count [1-9]/);
    expect(text).toMatch(/packshot_database_connections\{state="idle"\} \d/);
    expect(text).not.toContain(nora.domain);
    expect(text).not.toMatch(/wp-login|no-such-batch/);
  });

  it("counts what was generated, the calls and the money", { timeout }, async () => {
    await stack.startWeb();
    const nora = merchant(stack);
    const [product] = nora.products();
    if (!product) throw new Error("the demo shop is empty");
    await nora.generate([nora.photoOf(product)]);
    await nora.generationsOver();
    const text = await (await ask(`${stack.appUrl}/metrics`)).text();
    expect(text).toContain('packshot_generation_seconds_count{outcome="done"} 1\n');
    expect(text).toContain('packshot_model_call_seconds_count{outcome="ok"} 1\n');
    expect(text).toMatch(/packshot_model_paid_micros_total [1-9]\d+\n/);
    expect(text).toContain("packshot_model_calls_today 1\n");
    expect(text).toContain('packshot_queue_jobs{queue="generate_image",state="waiting"} 0\n');
  });

  it("asks for the token where there is one", { timeout }, async () => {
    await stack.startWeb({ METRICS_TOKEN: TOKEN });
    expect((await ask(`${stack.appUrl}/metrics`)).status).toBe(401);
    expect((await ask(`${stack.appUrl}/metrics`, "another-token-altogether")).status).toBe(401);
    expect((await ask(`${stack.appUrl}/metrics`, TOKEN)).status).toBe(200);
  });

  it("is served by every process on a port of its own, and nothing else is there", { timeout }, async () => {
    const redisUrl = inject("redisUrl");
    const port = await freePort();
    const settings = { METRICS_PORT: String(port), ...(redisUrl ? { REDIS_URL: redisUrl } : {}) };
    await (redisUrl ? stack.startWorker(settings) : stack.startWeb(settings));
    const inner = `http://127.0.0.1:${port}`;
    await eventually(
      () => ask(`${inner}/readyz`).catch(() => null),
      (answer) => answer?.status === 200,
    );
    expect(await (await ask(`${inner}/metrics`)).text()).toContain("process_resident_memory_bytes");
    expect((await ask(`${inner}/healthz`)).status).toBe(200);
    expect((await ask(`${inner}/app`)).status).toBe(404);
  });
});

describe("/readyz", () => {
  it("says that the database is down", { timeout }, async () => {
    await stack.startWeb();
    expect(await ready()).toEqual({ database: "ok", queue: "ok", store: "ok", work: "ok" });
    const restore = await closeDatabase();
    expect(await ready()).toEqual({ database: "down", queue: "ok", store: "ok", work: "ok" });
    expect((await ask(`${stack.appUrl}/healthz`)).status).toBe(200); // restarting the process would not help
    await restore();
    await eventually(ready, (parts) => JSON.stringify(parts).includes('"database":"ok"'));
  });

  it.runIf(inject("redisUrl"))("says that Redis is down", { timeout }, async () => {
    const redis = await startRedis();
    if (!redis) return;
    await stack.startWeb({ REDIS_URL: redis.url });
    await redis.stop();
    expect(await ready()).toEqual({ database: "ok", queue: "down", store: "ok", work: "ok" });
  });

  it("says that the store is down", { timeout }, async () => {
    await stack.startWeb();
    stack.s3.setFaults({ errorRate: 1 });
    expect(await ready()).toEqual({ database: "ok", queue: "ok", store: "down", work: "ok" });
  });
});

/** As if the server were away, for this test's database alone: it takes no connection any more. */
async function closeDatabase(): Promise<() => Promise<void>> {
  const admin = new pg.Client({ connectionString: inject("postgres").adminUrl });
  await admin.connect();
  const name = new URL(stack.database.url).pathname.slice(1);
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  return async () => {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
  };
}
