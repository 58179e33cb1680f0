import type { IncomingMessage } from "node:http";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { AddressRefused } from "../platform/outgoing/public-address.server.ts";
import type { RequestOutside } from "../platform/outgoing/request-outside.server.ts";
import { mediaHostOf, type MediaHost } from "./media-hosts.ts";

export type PhotoFetcherConfig = {
  mediaHosts: readonly MediaHost[];
  request: RequestOutside;
  maxBytes?: number;
  /** For the whole of it, redirects and body included: a slow drip ends too. */
  timeoutMs?: number;
};

export type FetchPhoto = (url: string, signal: AbortSignal) => Promise<Buffer>;

const MAX_REDIRECTS = 3;
const MEBIBYTE = 1024 * 1024;

/** Downloads a photo from where Shopify serves media, and from nowhere else, wherever redirects or DNS may point. */
export function createPhotoFetcher(config: PhotoFetcherConfig): FetchPhoto {
  const { maxBytes = 20 * MEBIBYTE, timeoutMs = 20_000 } = config;
  return async (url, signal) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const response = await follow(url, config, deadline);
      return await bodyOf(response, maxBytes);
    } catch (error) {
      signal.throwIfAborted();
      if (isPackshotError(error)) throw error;
      const code = error instanceof AddressRefused ? "photo_host_refused" : "photo_unreachable";
      throw new PackshotError(code, { host: URL.parse(url)?.host }, { cause: error });
    }
  };
}

async function follow(
  first: string,
  { mediaHosts, request }: Pick<PhotoFetcherConfig, "mediaHosts" | "request">,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers = { accept: "image/*", "accept-encoding": "identity" };
  let next: { url: URL; isStandIn: boolean } = allowed(first, undefined, mediaHosts);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { url, isStandIn } = next;
    const response = await request(url, { headers, signal }, { isStandIn });
    const status = response.statusCode ?? 0;
    if (status === 200) return response;
    response.destroy();
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(status) || !location) throw refusedBy(url, status);
    next = allowed(location, url, mediaHosts);
  }
  throw new PackshotError("photo_unreachable", { host: next.url.host, reason: "too many redirects" });
}

function allowed(text: string, base: URL | undefined, hosts: readonly MediaHost[]) {
  const url = URL.parse(text, base);
  if (!url) throw new PackshotError("photo_host_refused", { reason: "no address" });
  const entry = mediaHostOf(url, hosts);
  if (!entry) throw new PackshotError("photo_host_refused", { host: url.host });
  return { url, isStandIn: entry.isStandIn };
}

function refusedBy(url: URL, status: number): PackshotError {
  const code = status === 404 || status === 410 ? "photo_missing" : "photo_unreachable";
  return new PackshotError(code, { host: url.host, status });
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const announced = Number(response.headers["content-length"] ?? 0);
  if (announced > maxBytes) {
    response.destroy();
    throw new PackshotError("photo_too_large", { bytes: announced });
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop by throwing destroys the response.
    if (length > maxBytes) throw new PackshotError("photo_too_large", { bytes: length });
    chunks.push(chunk);
  }
  if (length === 0) throw new PackshotError("photo_not_usable", { reason: "empty file" });
  return Buffer.concat(chunks);
}
