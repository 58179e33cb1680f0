import { redirect } from "@remix-run/node";
import type { Session } from "@shopify/shopify-api";
import { isTokenRefused } from "./platform/admin-api/admin-answer.ts";
import type { AdminApi } from "./platform/admin-api/admin-api.ts";
import { isPackshotError, PackshotError } from "./platform/errors.ts";
import { mayEditProducts } from "./platform/permission.server.ts";
import type { Editor, Person } from "./platform/person.ts";
import type { Services } from "./services.server.ts";
import { refuseOddClaims, sessionTokenIn } from "./token-claims.server.ts";

type Parts = Pick<Services, "shopify" | "adminApiWith" | "forgetRefused" | "askPermission" | "env" | "log">;
type Visit = {
  shop: string;
  person: Person;
  admin: AdminApi;
  /** The person, if Shopify says that they may edit products now; throws if not, or if it doesn't answer. */
  editor: () => Promise<Editor>;
};
export type RequirePerson = (request: Request) => Promise<Visit>;

/**
 * Who is asking, by Shopify's session token; throws the library's own Response where there is none that holds.
 * `admin` acts with the person's own token, so Shopify lets it do what this person may do.
 */
export function createRequirePerson(services: Parts): RequirePerson {
  return async (request) => {
    const path = pathWithoutFrame(request);
    if (path) throw redirect(`/auth/reopen?to=${encodeURIComponent(path)}`);
    refuseOddClaims(request);
    const { session } = await services.shopify.app.authenticate.admin(request);
    const { shop, accessToken, onlineAccessInfo } = session;
    if (!onlineAccessInfo || !accessToken) throw new PackshotError("not_signed_in", { shop });
    const user = onlineAccessInfo.associated_user;
    const canEditProducts =
      mayEditProducts(onlineAccessInfo.associated_user_scope) ||
      (await wasGivenSince(services, request, session));
    const name = `${user.first_name} ${user.last_name}`.trim();
    const person = { id: String(user.id), name, locale: user.locale, canEditProducts };
    return {
      ...{ shop, person, admin: adminOf(services, request, session, accessToken) },
      editor: () => editorOf(services, request, { shop, sessionId: session.id, person }),
    };
  };
}

/**
 * With the person's own token. Shopify ends it when they log out, the library goes on with it for a day: its own client
 * would drop it, but ours makes the calls (docs/decisions/0009). So this does, and then answers what the library answers
 * to a session token that does not hold: App Bridge sends the request again with a new one, and a new token is exchanged.
 */
function adminOf(services: Parts, request: Request, session: Session, token: string): AdminApi {
  const { shop, id: sessionId } = session;
  const admin = services.adminApiWith(shop, token);
  return {
    request: async (operation, variables, options) => {
      try {
        return await admin.request(operation, variables, options);
      } catch (error) {
        if (!isTokenRefused(error)) throw error;
        await services.forgetRefused(shop, { sessionId, token });
        throw askForSessionToken(request, services.env.SHOPIFY_APP_URL);
      }
    },
  };
}

/**
 * What the stored session says may be a day old: a person whose permission was taken away today is no editor. So it is
 * asked of Shopify again before something is published, undone or ended.
 */
async function editorOf(
  services: Parts,
  request: Request,
  { shop, sessionId, person }: { shop: string; sessionId: string; person: Person },
): Promise<Editor> {
  const sessionToken = sessionTokenIn(request);
  const permission = await services.askPermission(shop, { sessionId, sessionToken });
  if (permission === "sign_in_again") throw askForSessionToken(request, services.env.SHOPIFY_APP_URL);
  if (!permission.canEditProducts)
    throw new PackshotError("no_product_permission", { shop, person: person.id });
  return { ...person, canEditProducts: true, askedAt: permission.askedAt };
}

/**
 * Who may not edit products asks the owner, who lets them: they see it when they open Packshot again, not a day later.
 * Only then: what a page sends while it stands there would ask again and again.
 */
async function wasGivenSince(services: Parts, request: Request, { shop, id }: Session): Promise<boolean> {
  if (request.headers.has("Authorization")) return false;
  try {
    const asking = { sessionId: id, sessionToken: sessionTokenIn(request) };
    const permission = await services.askPermission(shop, asking);
    return permission !== "sign_in_again" && permission.canEditProducts;
  } catch (error) {
    if (!isPackshotError(error)) throw error;
    services.log.info({ shop, code: error.code }, "what a person may do is as it was");
    return false;
  }
}

/** A page goes by the library's bounce page, which loads it again; a request of App Bridge's is sent again. */
function askForSessionToken(request: Request, appUrl: string): Response {
  if (request.headers.has("Authorization")) {
    const headers = { "X-Shopify-Retry-Invalid-Session-Request": "1" };
    return new Response(null, { status: 401, statusText: "Unauthorized", headers });
  }
  const { pathname, searchParams } = new URL(request.url);
  for (const name of CREDENTIALS) searchParams.delete(name);
  searchParams.set("shopify-reload", `${appUrl}${pathname}?${searchParams}`);
  return redirect(`/auth/session-token?${searchParams}`);
}

/** What admin puts into an address to prove who is there; it goes into no other address. */
const CREDENTIALS = ["id_token", "hmac", "session"];

/**
 * The path of a page that was asked for without a token and without saying which shop's admin frames it: a reload after
 * moving about inside the app. The library would lead to a login form, which Shopify forbids (review rule 2.3.1).
 */
function pathWithoutFrame(request: Request): string | null {
  const { pathname, searchParams } = new URL(request.url);
  const isPage = request.method === "GET" && !request.headers.has("Authorization");
  const isFramed = searchParams.has("shop") && (searchParams.has("host") || searchParams.has("id_token"));
  if (!isPage || isFramed) return null;
  for (const name of CREDENTIALS) searchParams.delete(name);
  return searchParams.size > 0 ? `${pathname}?${searchParams.toString()}` : pathname;
}
