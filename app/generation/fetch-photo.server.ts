import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import { isIP } from "node:net";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { mediaHostOf, type MediaHost } from "./media-hosts.ts";
import { isPublicAddress, lookupPublic } from "./public-address.server.ts";

export type PhotoFetcherConfig = {
  mediaHosts: readonly MediaHost[];
  maxBytes?: number;
  /** For the whole of it, redirects and body included: a slow drip ends too. */
  timeoutMs?: number;
};

export type FetchPhoto = (url: string, signal: AbortSignal) => Promise<Buffer>;

const MAX_REDIRECTS = 3;
const MEBIBYTE = 1024 * 1024;

/** Downloads a photo from where Shopify serves media, and from nowhere else, wherever redirects or DNS may point. */
export function createPhotoFetcher(config: PhotoFetcherConfig): FetchPhoto {
  const { mediaHosts, maxBytes = 20 * MEBIBYTE, timeoutMs = 20_000 } = config;
  return async (url, signal) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const response = await follow(url, mediaHosts, deadline);
      return await bodyOf(response, maxBytes);
    } catch (error) {
      signal.throwIfAborted();
      if (isPackshotError(error)) throw error;
      throw new PackshotError("photo_unreachable", { host: URL.parse(url)?.host }, { cause: error });
    }
  };
}

async function follow(
  first: string,
  hosts: readonly MediaHost[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let url = checkedUrl(first, undefined, hosts);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await request(url, signal);
    const status = response.statusCode ?? 0;
    if (status === 200) return response;
    response.destroy();
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(status) || !location) throw refusedBy(url, status);
    url = checkedUrl(location, url, hosts);
  }
  throw new PackshotError("photo_unreachable", { host: url.host, reason: "too many redirects" });
}

function checkedUrl(text: string, base: URL | undefined, hosts: readonly MediaHost[]): URL {
  const url = URL.parse(text, base);
  if (!url) throw new PackshotError("photo_host_refused", { reason: "no address" });
  const entry = mediaHostOf(url, hosts);
  const bare = url.hostname.replace(/^\[|\]$/g, "");
  const privateLiteral = isIP(bare) !== 0 && !isPublicAddress(bare);
  if (!entry || (privateLiteral && !entry.isStandIn))
    throw new PackshotError("photo_host_refused", { host: url.host });
  return url;
}

function refusedBy(url: URL, status: number): PackshotError {
  const code = status === 404 || status === 410 ? "photo_missing" : "photo_unreachable";
  return new PackshotError(code, { host: url.host, status });
}

function request(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { accept: "image/*", "accept-encoding": "identity" };
    const pending =
      url.protocol === "https:"
        ? getHttps(url, { headers, signal, lookup: lookupPublic }, resolve)
        : getHttp(url, { headers, signal }, resolve);
    pending.once("error", reject);
  });
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
