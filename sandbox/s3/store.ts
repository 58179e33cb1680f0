import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, request as send, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import S3rver from "s3rver";
import type { WireRequest } from "./credential.ts";

/**
 * Writes an object where s3rver looks for it, past its own way in: a bench that needs a hundred thousand of them has them
 * in half a minute.
 */
export async function layObject(bucketFolder: string, key: string, bytes: Buffer, contentType: string) {
  const path = join(bucketFolder, key);
  await mkdir(dirname(path), { recursive: true });
  await Promise.all([
    writeFile(`${path}._S3rver_object`, bytes),
    writeFile(`${path}._S3rver_object.md5`, createHash("md5").update(bytes).digest("hex")),
    writeFile(`${path}._S3rver_metadata.json`, JSON.stringify({ "content-type": contentType })),
  ]);
}

export interface Store {
  forward(request: WireRequest): Promise<IncomingMessage>;
  stop(): Promise<void>;
}

/** s3rver, which checks no signature, behind a door of which only `forward` has the key. */
export async function startStore(directory: string, bucket: string): Promise<Store> {
  const s3rver = new S3rver({
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  await s3rver.configureBuckets();
  const handle = s3rver.callback();
  const key = randomUUID();
  const server = createServer((request, response) => {
    if (request.headers["x-door-key"] === key) return handle(request, response);
    response.writeHead(403).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    forward: (request) =>
      new Promise((resolve, reject) => {
        const headers = { ...innerHeaders(request), "x-door-key": key };
        const path = innerPath(request);
        const outgoing = send({ host: "127.0.0.1", port, method: request.method, path, headers }, resolve);
        outgoing.once("error", reject);
        outgoing.end(request.body);
      }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** s3rver knows one account and wants to see it, or it refuses response-* overrides as anonymous. */
function innerHeaders({ headers, body }: WireRequest): OutgoingHttpHeaders {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const credential = `Credential=S3RVER/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  return {
    ...endToEnd(headers),
    "content-length": body.length,
    "x-amz-date": date,
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
    authorization: `AWS4-HMAC-SHA256 ${credential},SignedHeaders=host,Signature=checked`,
  };
}

function innerPath({ path, query }: WireRequest): string {
  const kept = [...query].filter(([name]) => !name.toLowerCase().startsWith("x-amz-"));
  return kept.length > 0 ? `${path}?${new URLSearchParams(kept)}` : path;
}

const betweenNeighbours = new Set(["connection", "keep-alive", "transfer-encoding", "expect"]);

/** The headers that a proxy passes on. */
export function endToEnd<Value>(headers: NodeJS.Dict<Value>): NodeJS.Dict<Value> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !betweenNeighbours.has(name)));
}
