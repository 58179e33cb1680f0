import { once } from "node:events";
import {
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export type Moment = "before" | "after";
export type Passed = {
  target: string;
  method: string;
  path: string;
  at: number;
  /** When the asker had its answer or did not wait for it any longer; null: it still waits. */
  endedAt: number | null;
};

/**
 * Stands between the app and everything it talks to, counts the requests, and at a chosen one lets the app be killed:
 * before the request is passed on, or after it was carried out but before the app hears of it.
 */
export async function createTripwire(targets: Record<string, string>) {
  let count = 0;
  let wire: { step: number; moment: Moment; trip: () => Promise<void> } | null = null;
  const servers: Server[] = [];
  const origins: Record<string, string> = {};
  const passed: Passed[] = [];

  /** Whether this request is the one; whoever trips it is dead before anything else happens. */
  async function tripped(step: number, moment: Moment): Promise<boolean> {
    if (!wire || wire.step !== step || wire.moment !== moment) return false;
    const { trip } = wire;
    wire = null;
    await trip();
    return true;
  }

  async function pass(target: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const step = ++count;
    const { method = "", url: path = "" } = incoming;
    const call: Passed = { target, method, path, at: Date.now(), endedAt: null };
    passed.push(call);
    response.once("close", () => (call.endedAt = Date.now()));
    const body = await buffer(incoming);
    if (await tripped(step, "before")) return void response.destroy();
    const answer = await forward(target, incoming, body);
    const bytes = await buffer(answer);
    if (await tripped(step, "after")) return void response.destroy();
    // To a HEAD the length is the answer.
    const headers = incoming.method === "HEAD" ? answer.headers : withoutLength(answer.headers);
    response.writeHead(answer.statusCode ?? 502, headers).end(bytes);
  }

  for (const [name, target] of Object.entries(targets)) {
    const server = createServer((incoming, response) => {
      pass(target, incoming, response).catch((error: Error) => response.destroy(error));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    origins[name] = `http://localhost:${(server.address() as AddressInfo).port}`;
    servers.push(server);
  }

  return {
    origins,
    arm(step: number, moment: Moment, trip: () => Promise<void>) {
      count = 0;
      wire = { step, moment, trip };
    },
    /** True while the chosen request has not come. */
    isArmed: () => wire !== null,
    disarm: () => void (wire = null),
    /** Every request so far, when it came. */
    passed: () => [...passed],
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const outgoing = send(new URL(incoming.url ?? "/", target), {
    method: incoming.method,
    headers: incoming.headers,
  });
  outgoing.end(body);
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  return answer;
}

function withoutLength(headers: IncomingMessage["headers"]) {
  const { "transfer-encoding": _chunked, "content-length": _length, ...rest } = headers;
  return rest;
}
