import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { buffer, json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { WireRequest } from "./credential.ts";
import { deleteObjects } from "./delete-objects.ts";
import { Faults, noCounts, type Counts, type FaultSettings } from "./faults.ts";
import { asksForFolders, foldersXml, OBJECT_FILE } from "./folders.ts";
import { multipartAnswer, openUploads, uploadsXml } from "./multipart.ts";
import { refusalXml, refuse, type Refusal } from "./refusal.ts";
import { refusalOf, type Credentials } from "./signature.ts";
import { endToEnd, layObject, startStore, type Store } from "./store.ts";

export interface S3Options extends Credentials {
  bucket: string;
  port?: number;
  /** Keep the objects here. Without it they are gone after `stop`. */
  dir?: string;
  /** The one web origin whose scripts may read answers. */
  corsOrigin?: string;
}

export interface LocalS3 {
  endpoint: string;
  bucket: string;
  counts(): Counts;
  /** Everything that lies in the bucket, read where it lies. */
  keys(): Promise<string[]>;
  /** Puts an object where it lies, without a request. */
  lay(key: string, bytes: Buffer, contentType: string): Promise<void>;
  /** The ids of multipart uploads that are neither finished nor aborted. */
  uploads(): Promise<string[]>;
  setFaults(faults: FaultSettings): void;
  stop(): Promise<void>;
}

interface State {
  options: S3Options;
  store: Store;
  /** Where the bucket's objects lie. */
  folder: string;
  faults: Required<FaultSettings>;
  counts: Counts;
}

/** An S3 on 127.0.0.1 that, unlike s3rver alone, opens to nobody without a right Signature V4. */
export async function startS3(options: S3Options): Promise<LocalS3> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), "packshot-s3-")));
  const store = await startStore(dir, options.bucket);
  const folder = join(dir, options.bucket);
  const state: State = { options, store, folder, faults: Faults.parse({}), counts: noCounts() };

  const server = createServer((request, response) => {
    answer(state, request, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket: options.bucket,
    counts: () => structuredClone(state.counts),
    keys: () => keysIn(folder),
    lay: (key, bytes, contentType) => layObject(folder, key, bytes, contentType),
    uploads: () => openUploads(folder),
    setFaults: (faults) => void (state.faults = Faults.parse(faults)),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await store.stop();
      if (!options.dir) await rm(dir, { recursive: true, force: true });
    },
  };
}

async function keysIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .filter((file) => file.endsWith(OBJECT_FILE))
    .map((file) => file.slice(0, -OBJECT_FILE.length).replaceAll(sep, "/"));
}

async function answer(state: State, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(`http://localhost${incoming.url}`);
  if (url.pathname.startsWith("/sandbox/")) return control(state, url.pathname, incoming, response);
  allowOrigin(state.options.corsOrigin, response);
  if (incoming.method === "OPTIONS") return void response.writeHead(204).end();

  count(state.counts.byMethod, incoming.method ?? "");
  state.counts.requests += 1;
  const request = await wireRequest(incoming, url);
  if (await disturbed(state, response)) return;
  const refusal =
    (await refusalOf(request, state.options, new Date())) ??
    foreignBucket(state.options, request) ??
    (await multipartAnswer(state.folder, request));
  if (refusal === "aborted") return void response.writeHead(204).end();
  const own = refusal ? undefined : await ownAnswer(state, request);
  if (own !== undefined) return void response.writeHead(200, { "content-type": "application/xml" }).end(own);
  if (!refusal) return pass(await state.store.forward(request), response);
  count(state.counts.refused, refusal.code);
  sendRefusal(refusal, response);
}

/** What s3rver does not know, does not as S3 does, or takes too long for. */
async function ownAnswer({ folder }: State, request: WireRequest): Promise<string | undefined> {
  const { method, query } = request;
  if (method === "GET" && query.has("uploads")) return uploadsXml(folder, request);
  if (method === "POST" && query.has("delete")) return deleteObjects(folder, request);
  return asksForFolders(request) ? foldersXml(folder, request) : undefined;
}

/** The path stays as it was sent: `URL` would tidy away what the signature covers. */
async function wireRequest(incoming: IncomingMessage, url: URL): Promise<WireRequest> {
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? "",
    path: (incoming.url ?? "").split("?")[0] ?? "",
    query: url.searchParams,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: await buffer(incoming),
  };
}

function foreignBucket({ bucket }: S3Options, { path }: WireRequest): Refusal | undefined {
  return path === `/${bucket}` || path.startsWith(`/${bucket}/`) ? undefined : refuse("AccessDenied");
}

/** Whether a fault has taken care of this request. */
async function disturbed({ faults, counts }: State, response: ServerResponse): Promise<boolean> {
  if (faults.latencyMs > 0) await sleep(faults.latencyMs);
  if (Math.random() < faults.hangRate) {
    counts.hung += 1;
    return true;
  }
  if (Math.random() >= faults.errorRate) return false;
  counts.failed += 1;
  sendRefusal(refuse(counts.failed % 2 === 0 ? "SlowDown" : "InternalError"), response);
  return true;
}

async function pass(inner: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(inner.statusCode ?? 502, endToEnd(inner.headers));
  await pipeline(inner, response);
}

function sendRefusal(refusal: Refusal, response: ServerResponse): void {
  response.writeHead(refusal.status, { "content-type": "application/xml" }).end(refusalXml(refusal));
}

function allowOrigin(origin: string | undefined, response: ServerResponse): void {
  if (!origin) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-methods", "GET, HEAD, PUT");
  response.setHeader("access-control-allow-headers", "*");
  response.setHeader("access-control-expose-headers", "ETag, Content-Length, Content-Range");
  response.setHeader("vary", "Origin");
}

async function control(
  state: State,
  path: string,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (path === "/sandbox/counts" && incoming.method === "GET") return sendJson(response, 200, state.counts);
  if (path !== "/sandbox/faults" || incoming.method !== "POST")
    return sendJson(response, 404, { error: "not found" });
  const faults = Faults.safeParse(await json(incoming).catch(() => undefined));
  if (!faults.success) return sendJson(response, 400, { error: faults.error.issues });
  state.faults = faults.data;
  sendJson(response, 200, state.faults);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
