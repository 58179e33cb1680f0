import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  // As it is where nobody set it: Express then shows its own errors to whoever asks.
  await stack.startWeb({ NODE_ENV: "" });
});
afterAll(() => stack.close());

/** What fetch would not send. */
async function raw(head: string): Promise<string> {
  const socket = connect(Number(new URL(stack.appUrl).port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

it.each([
  ["a path that does not decode", "GET /assets/%E0%A4%A HTTP/1.1\r\nHost: a", 400],
  [
    "a page whose path does not decode",
    "GET /app/batches/%E0%A4%A?id_token=secret-token HTTP/1.1\r\nHost: a",
    400,
  ],
  ["a path out of the folder", "GET /assets/..%2f..%2fpackage.json HTTP/1.1\r\nHost: a", 403],
  ["a file that is not there", "GET /assets/nothing.js HTTP/1.1\r\nHost: a", 404],
  ["a host that is none", "GET /app?id_token=secret-token HTTP/1.1\r\nHost: [", 500],
  ["headers larger than any of ours", `GET /app HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(20_000)}`, 431],
  ["a method nobody has", "PROPFIND /app?id_token=secret-token HTTP/1.1\r\nHost: a", 405],
])("%s is answered in short and without our insides", async (_name, head, status) => {
  const answer = await raw(head);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).not.toMatch(/node_modules|\.ts|\.js:| {4}at /);
});

it("keeps a connection for longer than the proxies in front do", async () => {
  const { headers } = await fetch(`${stack.appUrl}/healthz`);
  expect(headers.get("Keep-Alive")).toBe("timeout=125");
});

it("leaves JSON in the log, and no token", async () => {
  const log = await readFile(stack.logFile, "utf8");
  const lines = log.split("\n").filter((line) => line !== "");
  expect(lines.filter((line) => !line.startsWith("{"))).toEqual([]);
  expect(log).not.toContain("secret-token");
  expect((await fetch(`${stack.appUrl}/healthz`)).status).toBe(200);
});
