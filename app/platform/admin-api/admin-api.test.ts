import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createLogger } from "../logger.server.ts";
import { createShopifyFetch } from "../shopify-fetch.server.ts";
import { createAdminApi, type AdminApiDeps } from "./admin-api.ts";
import { createCostBucket } from "./cost-bucket.ts";
import { MoveMedia, ReadMoreMedia } from "./operations.generated.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void;

const shop = "mugs.myshopify.com";
const done = { data: { product: null } };
const moved = { data: { productReorderMedia: { job: null, mediaUserErrors: [] } } };
const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 10, restoreRate: 100 };
const throttled = {
  errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
  extensions: { cost: { requestedQueryCost: 510, actualQueryCost: null, throttleStatus } },
};
const deniedAt = (...path: string[]) => ({ message: "No", path, extensions: { code: "ACCESS_DENIED" } });
const errorWith = (code: string) => ({ errors: [{ message: "No", extensions: { code } }] });

let stop: () => void = () => {};
afterEach(() => stop());

/** An Admin API of one shop whose answers are written by the test, and a clock that moves only by waiting. */
async function adminApi(handler: Handler, onWait = () => {}, change: Partial<AdminApiDeps> = {}) {
  let calls = 0;
  const server = createServer((request, response) => handler(request, response, ++calls)).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  stop = () => {
    server.close();
    server.closeAllConnections();
  };
  let now = 0;
  const clock = { now: () => new Date(now) };
  const waits: number[] = [];
  const api = createAdminApi({
    shop,
    accessToken: async () => "secret-token",
    fetch: createShopifyFetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    clock,
    bucket: createCostBucket(clock),
    log: createLogger("silent"),
    wait: async (ms, signal) => {
      onWait();
      signal?.throwIfAborted();
      waits.push(ms);
      now += ms;
    },
    ...change,
  });
  return {
    waits,
    calls: () => calls,
    query: (signal?: AbortSignal) =>
      api.request(ReadMoreMedia, { id: "gid://shopify/Product/1", after: "x" }, { signal }),
    mutate: (signal?: AbortSignal) =>
      api.request(MoveMedia, { id: "gid://shopify/Product/1", moves: [] }, { signal }),
  };
}

function answer(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

test("asks the shop's endpoint with its token and answers the data", async () => {
  let seen: IncomingMessage | undefined;
  const api = await adminApi((request, response) => {
    seen = request;
    answer(response, done);
  });
  expect(await api.query()).toEqual(done.data);
  expect(seen?.url).toBe("/admin/api/2026-10/graphql.json");
  expect(seen?.headers).toMatchObject({ "x-shopify-access-token": "secret-token", "x-forwarded-host": shop });
});

test("a throttled mutation was not executed: it waits as long as the bucket needs, and repeats", async () => {
  const api = await adminApi((_request, response, call) => answer(response, call < 3 ? throttled : moved));
  expect(await api.mutate()).toEqual(moved.data);
  expect(api.calls()).toBe(3);
  expect(api.waits[0]).toBeGreaterThanOrEqual(5000);
});

test("429 waits for what Retry-After says, in seconds", async () => {
  const api = await adminApi((_request, response, call) =>
    call === 1 ? answer(response, {}, 429, { "retry-after": "2.0" }) : answer(response, moved),
  );
  await api.mutate();
  expect(api.waits[0]).toBeGreaterThanOrEqual(2000);
  expect(api.waits[0]).toBeLessThan(4000);
});

test("throttled without end: gives up within a minute", async () => {
  const api = await adminApi((_request, response) => answer(response, throttled));
  await expect(api.query()).rejects.toMatchObject({ code: "shopify_throttled" });
  expect(api.calls()).toBeLessThanOrEqual(10);
  expect(api.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
});

test.each<[string, Handler]>([
  ["a cut connection", (request) => void request.socket.destroy()],
  ["a 500", (_request, response) => answer(response, { errors: "Internal Server Error" }, 500)],
  ["an error inside Shopify", (_request, response) => answer(response, errorWith("INTERNAL_SERVER_ERROR"))],
  ["half an answer", (_request, response) => void response.writeHead(200).end('{"data":{')],
  ["an answer without data", (_request, response) => answer(response, {})],
  ["408", (_request, response) => answer(response, {}, 408)],
  ["202", (_request, response) => answer(response, {}, 202)],
])("%s: a mutation may have been executed, so it is not repeated; a query is", async (_what, broken) => {
  const api = await adminApi((request, response, call) =>
    call < 4 ? broken(request, response, call) : answer(response, done),
  );
  await expect(api.mutate()).rejects.toMatchObject({ code: "shopify_unreachable", data: { sent: "maybe" } });
  expect(api.calls()).toBe(1);
  await expect(api.query()).resolves.toEqual(done.data);
});

const filled = { data: { productReorderMedia: { job: null } } };
const empty = { data: { productReorderMedia: null } };
test.each<[string, object]>([
  ["carried out, and its answer is denied in part", { ...filled, ...errorWith("ACCESS_DENIED") }],
  ["carried out, and no more", { ...filled, ...errorWith("OTHER") }],
  ["carried out, and then throttled", { ...filled, ...throttled }],
  ["broken off", { ...empty, ...errorWith("OTHER") }],
  ["denied something inside its answer", { ...empty, errors: [deniedAt("productReorderMedia", "job")] }],
])("a mutation that was %s may have been executed", async (_what, body) => {
  const api = await adminApi((_request, response) => answer(response, body));
  await expect(api.mutate()).rejects.toMatchObject({ code: "shopify_unreachable", data: { sent: "maybe" } });
  expect(api.calls()).toBe(1);
});

test.each<[string, string, object]>([
  ["denied", "shopify_access_lost", { ...empty, errors: [deniedAt("productReorderMedia")] }],
  ["denied as a whole", "shopify_access_lost", { ...errorWith("SHOP_INACTIVE") }],
  ["not understood", "shopify_refused", { errors: [{ message: "No" }] }],
  ["too expensive", "shopify_refused", { data: null, ...errorWith("MAX_COST_EXCEEDED") }],
])("a mutation that is %s was not begun: %s", async (_what, code, body) => {
  const api = await adminApi((_request, response) => answer(response, body));
  await expect(api.mutate()).rejects.toMatchObject({ code });
});

test("stopped while it waits for points, or before it is sent: the request never left", async () => {
  const sent = { code: "shopify_unreachable", data: { sent: "no" } };
  const api = await adminApi((_request, response) => answer(response, throttled));
  await expect(api.mutate(AbortSignal.abort())).rejects.toMatchObject(sent);
  expect(api.calls()).toBe(0);
  const abort = new AbortController();
  const waiting = await adminApi(
    (_request, response) => answer(response, throttled),
    () => abort.abort(),
  );
  await expect(waiting.mutate(abort.signal)).rejects.toMatchObject(sent);
  expect(waiting.calls()).toBe(1);
});

test("a query is not repeated for ever", async () => {
  const api = await adminApi((_request, response) => answer(response, {}, 502));
  await expect(api.query()).rejects.toMatchObject({ code: "shopify_unreachable" });
  expect(api.calls()).toBe(3);
});

test("nobody listens: the request never left", async () => {
  const api = await adminApi(() => {});
  stop();
  await expect(api.mutate()).rejects.toMatchObject({ code: "shopify_unreachable", data: { sent: "no" } });
});

test("stopped by the caller: ends, without another try", async () => {
  const abort = new AbortController();
  const api = await adminApi(() => abort.abort());
  await expect(api.query(abort.signal)).rejects.toMatchObject({ code: "shopify_unreachable" });
  expect(api.calls()).toBe(1);
});

test.each<[string, string, Handler]>([
  [
    "401",
    "shopify_access_lost",
    (_q, response) => answer(response, { errors: "[API] Invalid API key" }, 401),
  ],
  ["402", "shopify_access_lost", (_q, response) => answer(response, {}, 402)],
  ["ACCESS_DENIED", "shopify_access_lost", (_q, response) => answer(response, errorWith("ACCESS_DENIED"))],
  [
    "MAX_COST_EXCEEDED",
    "shopify_refused",
    (_q, response) => answer(response, errorWith("MAX_COST_EXCEEDED")),
  ],
  [
    "an invalid query",
    "shopify_refused",
    (_q, response) => answer(response, { errors: [{ message: "No" }] }),
  ],
  ["404", "shopify_refused", (_q, response) => answer(response, { errors: "Not Found" }, 404)],
  [
    "a redirect, which could carry our token elsewhere,",
    "shopify_refused",
    (_q, response) => answer(response, {}, 302, { location: "/elsewhere" }),
  ],
])("%s is %s and not repeated", async (_what, code, handler) => {
  const api = await adminApi(handler);
  await expect(api.query()).rejects.toMatchObject({ code });
  expect(api.calls()).toBe(1);
});

test("a refused token: what was not executed is sent once more where there is another token, and told which was refused", async () => {
  const refused: string[] = [];
  const tokens = ["old", "new", "newest"];
  const api = await adminApi(
    ({ headers }, response) =>
      headers["x-shopify-access-token"] === "new" ? answer(response, moved) : answer(response, {}, 401),
    undefined,
    {
      accessToken: async () => tokens.shift() ?? "none",
      tokenRefused: async (token) => refused.push(token) > 0,
    },
  );
  expect(await api.mutate()).toEqual(moved.data);
  await expect(api.mutate()).rejects.toMatchObject({ code: "shopify_access_lost" });
  expect([api.calls(), refused]).toEqual([4, ["old", "newest", "none"]]);
});
