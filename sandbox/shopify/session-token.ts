import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { ClientCredentials, Shop } from "./model.ts";

/** https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens: what an ID token carries. */
export type SessionClaims = {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
};

const LIFETIME_SECONDS = 60;
/** The library tolerates the same clock difference. */
const CLOCK_TOLERANCE_SECONDS = 10;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const sign = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest("base64url");

/** One person's session with one installation: uninstalling ends it. */
export function sessionIdOf(shop: Shop, userId: number): string {
  return createHash("sha256").update(`${shop.domain}/${userId}/${shop.uninstalls}`).digest("hex");
}

export function mintSessionToken(app: ClientCredentials, shop: Shop, userId: number): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: SessionClaims = {
    iss: `https://${shop.domain}/admin`,
    dest: `https://${shop.domain}`,
    aud: app.apiKey,
    sub: String(userId),
    exp: now + LIFETIME_SECONDS,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: sessionIdOf(shop, userId),
  };
  const unsigned = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${unsigned}.${sign(unsigned, app.apiSecret)}`;
}

/** The claims of a token that this app's secret signed for this shop and that is still valid; otherwise why not. */
export function checkSessionToken(
  app: ClientCredentials,
  shop: Shop,
  token: string,
): { claims: SessionClaims } | { problem: string } {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  const isSigned = (secret = "") => {
    const [expected, given] = [Buffer.from(sign(`${header}.${payload}`, secret)), Buffer.from(signature)];
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  if (rest.length > 0 || !(isSigned(app.apiSecret) || (app.newSecret && isSigned(app.newSecret)))) {
    return { problem: "the signature does not verify" };
  }
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as SessionClaims;
  const now = Date.now() / 1000;
  if (claims.aud !== app.apiKey) return { problem: "it was made for another app" };
  if (claims.dest !== `https://${shop.domain}`) return { problem: "it was made for another shop" };
  if (claims.exp + CLOCK_TOLERANCE_SECONDS < now) return { problem: "it has expired" };
  if (claims.nbf - CLOCK_TOLERANCE_SECONDS > now) return { problem: "it is not valid yet" };
  if (claims.sid !== sessionIdOf(shop, Number(claims.sub))) {
    return { problem: "its session ended when the app was uninstalled" };
  }
  return { claims };
}
