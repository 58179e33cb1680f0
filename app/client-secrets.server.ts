import { createHmac, timingSafeEqual } from "node:crypto";
import type { Fetch } from "./platform/shopify-fetch.server.ts";

/** Whether Shopify made this session token with this client secret: HS256, as all of them. */
export function isSignedWith(secret: string, token: string): boolean {
  const end = token.lastIndexOf(".");
  const wanted = createHmac("sha256", secret)
    .update(token.slice(0, Math.max(0, end)))
    .digest();
  const given = Buffer.from(token.slice(end + 1), "base64url");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * Credentials are asked for with the newest secret alone: those of an older one end when it is revoked
 * (https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets/rotate-revoke-client-credentials,
 * step 3). The library asks with the one that it checks session tokens with, which may be an older one.
 */
export function askWithNewest(fetch: Fetch, [newest, ...older]: readonly string[]): Fetch {
  if (older.length === 0) return fetch;
  return (input, init) => {
    const address = input instanceof Request ? input.url : new URL(input).href;
    const body = init?.body;
    if (!address.endsWith("/admin/oauth/access_token") || typeof body !== "string") return fetch(input, init);
    return fetch(input, { ...init, body: withNewest(body) });
  };

  function withNewest(body: string): string {
    const asked = JSON.parse(body) as { client_secret?: string };
    return JSON.stringify({ ...asked, ...(asked.client_secret ? { client_secret: newest } : {}) });
  }
}
