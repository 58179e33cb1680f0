import { z } from "zod";

const Claims = z.object({ iss: z.string(), dest: z.string() });
const SHOP = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;

/**
 * The library checks signature, audience and times of a session token, and takes the shop from `dest`. That it is a shop,
 * and its own admin that issued the token, is left to us
 * (https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens/set-up-session-tokens).
 * What is no token at all is left to the library.
 */
export function refuseOddClaims(request: Request): void {
  const claims = claimsOf(sessionTokenIn(request));
  if (!claims) return;
  const host = hostOf(claims.dest);
  if (host === null || !SHOP.test(host) || hostOf(claims.iss) !== host) {
    throw new Response(null, { status: 401, statusText: "Unauthorized" });
  }
}

/** Where the library looks for it, too; empty where there is none. */
export function sessionTokenIn(request: Request): string {
  const given = /^Bearer (.+)$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  return given ?? new URL(request.url).searchParams.get("id_token") ?? "";
}

function claimsOf(token: string): z.infer<typeof Claims> | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return Claims.safeParse(payload).data ?? null;
  } catch {
    return null; // no JSON
  }
}

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).host : null;
}
