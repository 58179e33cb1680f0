import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Registry } from "prom-client";
import { expect, it } from "vitest";
import { createOperationsAnswer } from "./operations-answer.server.ts";

async function statusOfMetrics(token: string | undefined, metricsAreOpen: boolean, sent?: string) {
  const answer = createOperationsAnswer({ registry: new Registry(), token, readiness: async () => ({}) });
  const server = createServer((request, response) => void answer(request, response, { metricsAreOpen }));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const headers = sent ? { Authorization: sent } : undefined;
  const { status } = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
  server.close();
  return status;
}

it.each([
  { token: undefined, isOpen: false, sent: undefined, status: 404 },
  { token: undefined, isOpen: false, sent: "Bearer undefined", status: 404 },
  { token: undefined, isOpen: true, sent: undefined, status: 200 },
  { token: "0123456789abcdef", isOpen: true, sent: undefined, status: 401 },
  { token: "0123456789abcdef", isOpen: false, sent: "Bearer 0123456789abcdeg", status: 401 },
  { token: "0123456789abcdef", isOpen: false, sent: "Bearer 0123456789abcdef", status: 200 },
])("answers $status: token $token, open $isOpen, sent $sent", async ({ token, isOpen, sent, status }) => {
  expect(await statusOfMetrics(token, isOpen, sent)).toBe(status);
});
