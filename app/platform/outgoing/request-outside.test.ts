import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AddressRefused } from "./public-address.server.ts";
import { createFetchOutside, createRequestOutside } from "./request-outside.server.ts";

const asked: string[] = [];
const inner = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (request.url === "/moved") return void response.writeHead(302, { location: "/file" }).end();
  if (request.url === "/none") return void response.writeHead(204).end();
  request.pipe(response);
});
let port: number;

beforeAll(async () => {
  inner.listen(0, "127.0.0.1");
  await once(inner, "listening");
  ({ port } = inner.address() as AddressInfo);
});
afterAll(() => {
  inner.closeAllConnections();
  inner.close();
});
beforeEach(() => void (asked.length = 0));

/** A name server of somebody who wants us to look inside. */
const leadsInside = createRequestOutside((_name, _options, callback) =>
  callback(null, [{ address: "127.0.0.1", family: 4 }]),
);
const put = { method: "PUT", body: new Uint8Array([1, 2, 3]), redirect: "error" } as const;

test.each([
  ["a name that leads inside", (at: number) => `https://staged-uploads.example:${at}/file`],
  ["an address inside", (at: number) => `https://127.0.0.1:${at}/file`],
  ["the same as a number", (at: number) => `https://2130706433:${at}/file`],
  ["the same as IPv6", (at: number) => `https://[::ffff:127.0.0.1]:${at}/file`],
  ["plain HTTP", (at: number) => `http://cdn.example:${at}/file`],
])("%s is not asked", async (_, address) => {
  const send = createFetchOutside(leadsInside, { isStandIn: false });
  await expect(send(address(port), put)).rejects.toBeInstanceOf(AddressRefused);
  expect(asked).toEqual([]);
});

test("a stand-in on this machine gets the body and answers it", async () => {
  const send = createFetchOutside(createRequestOutside(), { isStandIn: true });
  const answer = await send(`http://127.0.0.1:${port}/file`, put);
  expect(answer.ok).toBe(true);
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 3]);
  expect(asked).toEqual(["PUT /file"]);
});

test("a redirect is not followed and no success, an answer without a body is one", async () => {
  const send = createFetchOutside(createRequestOutside(), { isStandIn: true });
  expect(await send(`http://127.0.0.1:${port}/moved`, put)).toMatchObject({ ok: false, status: 302 });
  expect(await send(`http://127.0.0.1:${port}/none`, put)).toMatchObject({ ok: true, status: 204 });
  expect(asked).toEqual(["PUT /moved", "PUT /none"]);
});

test("it ends with its signal", async () => {
  const send = createFetchOutside(createRequestOutside(), { isStandIn: true });
  const signal = AbortSignal.abort(new Error("shutting down"));
  await expect(send(`http://127.0.0.1:${port}/file`, { ...put, signal })).rejects.toThrow();
});
