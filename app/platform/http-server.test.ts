import { once } from "node:events";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpServer, SERVER_LIMITS } from "./http-server.server.ts";

/** So short that a test can wait for them; whoever is not let go fails by the test's own time. */
const SHORT = {
  ...SERVER_LIMITS,
  headersTimeout: 150,
  requestTimeout: 300,
  keepAliveTimeout: 200,
  connectionsCheckingInterval: 25,
};

let server: Server;
const open: Socket[] = [];
const told: string[] = [];
const log = { warn: (_data: unknown, message?: string) => void told.push(message ?? "") };

async function serve(listener: RequestListener, limits = SHORT): Promise<void> {
  server = createHttpServer(listener, { log, limits });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
  told.length = 0;
  server.close();
  server.closeAllConnections();
});

async function call(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  open.push(socket);
  socket.on("error", () => {}); // what is sent to a connection that was closed
  await once(socket, "connect");
  return socket;
}

/** Says a little, and then on and on one letter after the other; what is answered until it is closed. */
async function drip(beginning: string): Promise<string> {
  const socket = await call();
  socket.write(beginning);
  const timer = setInterval(() => socket.write("a"), 20);
  return text(socket).finally(() => clearInterval(timer));
}

const ok: RequestListener = (request, response) => {
  request.resume().on("end", () => response.end("ok"));
};

const sendForEver: RequestListener = (_request, response) => {
  const chunk = Buffer.alloc(100_000);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
};

describe("who is slow on purpose", () => {
  it("with the headers is let go, however steadily they come", async () => {
    await serve(ok);
    expect(await drip("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")).toMatch(/^HTTP\/1.1 408 /);
  });

  it("with the body is let go", async () => {
    await serve(ok);
    const head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
    expect(await drip(head)).toMatch(/^HTTP\/1.1 408 /);
  });

  it("and says nothing at all is let go", async () => {
    await serve(ok);
    expect(await text(await call())).toMatch(/^HTTP\/1.1 408 /);
  });

  it("or keeps a connection after the answer for nothing is let go", async () => {
    await serve(ok);
    const socket = await call();
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 /);
  });

  it("or does not read what they asked for is let go", async () => {
    await serve(sendForEver, { ...SHORT, silentTimeout: 200 });
    const asked = once(server, "request") as Promise<[IncomingMessage, ServerResponse]>;
    const socket = await call();
    socket.pause();
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const [, response] = await asked;
    await once(response, "close");
  });
});

it("headers that are larger than any of ours are refused", async () => {
  await serve(ok);
  const socket = await call();
  socket.write(`GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${"a".repeat(SHORT.maxHeaderSize)}\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 431 /);
});

it("of too many connections the last are turned away, which is told once", async () => {
  await serve(ok, { ...SHORT, maxConnections: 2, headersTimeout: 60_000, requestTimeout: 60_000 });
  const [first] = [await call(), await call()];
  for (const socket of [await call(), await call()]) expect(await text(socket)).toBe("");
  expect(told).toEqual(["connections are turned away: too many at once"]);
  first.end("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  expect(await text(first)).toMatch(/^HTTP\/1.1 200 /);
});

it("an answer that takes longer than a request may arrives whole", async () => {
  let late: Promise<unknown> = Promise.resolve();
  await serve((_request, response) => {
    response.write("first ");
    void late.then(() => response.end("last"));
  });
  late = drip("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"); // is let go after all that a request has
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(await answer.text()).toBe("first last");
});
