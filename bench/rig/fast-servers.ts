import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

export type FastModel = {
  origin: string;
  calls: { count: number; inFlight: number; maxInFlight: number };
  /** The same picture for every call from now on. */
  answerWith(picture: Buffer): void;
  stop(): Promise<void>;
};

/**
 * A model that draws nothing: after its time it answers with a picture made before. Its own CPU is next to nothing, so
 * that on a machine of two cores the app is what is measured.
 */
export async function startFastModel(latencyMs: number): Promise<FastModel> {
  const calls = { count: 0, inFlight: 0, maxInFlight: 0 };
  let answer: Buffer = Buffer.alloc(0);
  const { origin, stop } = await serve(async (request, response) => {
    calls.count += 1;
    calls.inFlight += 1;
    calls.maxInFlight = Math.max(calls.maxInFlight, calls.inFlight);
    request.resume();
    await once(request, "end");
    await sleep(latencyMs);
    calls.inFlight -= 1;
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
    response.end(answer);
  });
  return { origin, calls, stop, answerWith: (picture) => void (answer = answerOf(picture)) };
}

function answerOf(picture: Buffer): Buffer {
  const mimeType = picture[0] === 0x89 ? "image/png" : "image/jpeg";
  const inlineData = { mimeType, data: picture.toString("base64") };
  const content = { role: "model", parts: [{ inlineData }] };
  return Buffer.from(JSON.stringify({ candidates: [{ content, finishReason: "STOP", index: 0 }] }));
}

export type FastStore = {
  endpoint: string;
  puts: { count: number; bytes: number };
  /** What was put and not deleted since. */
  keys: Set<string>;
  stop(): Promise<void>;
};

/** An S3 that keeps the keys alone: it takes every put, counts, lists and deletes. */
export async function startFastStore(): Promise<FastStore> {
  const puts = { count: 0, bytes: 0 };
  const keys = new Set<string>();
  const { origin, stop } = await serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://store");
    if (request.method === "POST") {
      for (const [, key] of (await text(request)).matchAll(/<Key>([^<]*)<\/Key>/g)) keys.delete(key ?? "");
      return void response.end("<DeleteResult/>");
    }
    request.on("data", (chunk: Buffer) => (puts.bytes += chunk.length));
    await once(request, "end");
    if (request.method === "GET" && searchParams.has("prefix"))
      return void response.end(listing(keys, searchParams.get("prefix") ?? ""));
    if (request.method === "PUT") {
      puts.count += 1;
      keys.add(decodeURIComponent(pathname.split("/").slice(2).join("/")));
    }
    response.writeHead(200, { etag: '"etag"', "content-length": 0 }).end();
  });
  return { endpoint: origin, puts, keys, stop };
}

/** The first page, which is what whoever deletes page by page asks for. */
function listing(keys: ReadonlySet<string>, prefix: string): string {
  const found: string[] = [];
  for (const key of keys) if (key.startsWith(prefix) && found.length < 1_000) found.push(key);
  const contents = found.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join("");
  return `<ListBucketResult>${contents}<IsTruncated>false</IsTruncated></ListBucketResult>`;
}

async function serve(answer: (...exchange: Parameters<RequestListener>) => Promise<void>) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
