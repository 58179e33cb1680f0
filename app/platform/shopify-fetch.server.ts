export type Fetch = typeof fetch;

/** Shopify's library sets none; a refresh that hangs would hold its lock and its connection. */
const LIMIT_MS = 20_000;

/**
 * The fetch for everything that goes to `https://{shop}`. With an admin origin (sandbox only) such requests go there
 * instead, with the shop's name in `X-Forwarded-Host`. Who sets no limit of time gets one.
 */
export function createShopifyFetch(adminOrigin: string | undefined, limitMs = LIMIT_MS): Fetch {
  return (input, given) => {
    const init = { ...given, signal: given?.signal ?? AbortSignal.timeout(limitMs) };
    if (!adminOrigin) return fetch(input, init);
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!url.hostname.endsWith(".myshopify.com")) return fetch(request);
    const headers = new Headers(request.headers);
    headers.set("X-Forwarded-Host", url.hostname);
    const target = new URL(url.pathname + url.search, adminOrigin);
    return fetch(target, {
      ...init,
      method: request.method,
      headers,
      body: init.body ?? request.body,
      ...duplex(request),
    });
  };
}

/** Node wants to be told when a body is a stream. */
function duplex(request: Request): object {
  return request.body ? { duplex: "half" } : {};
}
