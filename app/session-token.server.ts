import { createHmac, timingSafeEqual } from "node:crypto";
import type { Shopify } from "@shopify/shopify-api";

/** Null for a session token that holds; else as what it counts: forged ones together, one that has ended by itself. */
export type RefusalOf = (token: string) => Promise<string | null>;

/**
 * Whether a token holds is asked of the library alone. One that it refuses though Shopify signed it for this app was
 * somebody's (a tab that slept, an old address): it must not wait because of what is forged at the same address.
 */
export function createRefusalOf(api: Pick<Shopify, "session">, apiSecret: string): RefusalOf {
  return async (token) => {
    try {
      await api.session.decodeSessionToken(token);
      return null;
    } catch {
      const signature = token.slice(token.lastIndexOf(".") + 1);
      return isSigned(token, signature, apiSecret) ? `ended ${signature.slice(0, 16)}` : "forged";
    }
  };
}

/** HS256, as all of Shopify's session tokens. */
function isSigned(token: string, signature: string, secret: string): boolean {
  const signed = token.slice(0, Math.max(0, token.length - signature.length - 1));
  const wanted = createHmac("sha256", secret).update(signed).digest();
  const given = Buffer.from(signature, "base64url");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
