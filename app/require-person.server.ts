import { redirect } from "@remix-run/node";
import type { AdminApi } from "./platform/admin-api/admin-api.ts";
import { PackshotError } from "./platform/errors.ts";
import type { Person } from "./platform/person.ts";
import type { Services } from "./services.server.ts";

type Visit = { shop: string; person: Person; admin: AdminApi };
export type RequirePerson = (request: Request) => Promise<Visit>;

/**
 * Who is asking, by Shopify's session token; throws the library's own Response where there is none that holds.
 * `admin` acts with the person's own token, so Shopify lets it do what this person may do.
 */
export function createRequirePerson(services: Pick<Services, "shopify" | "adminApiWith">): RequirePerson {
  return async (request) => {
    const path = pathWithoutFrame(request);
    if (path) throw redirect(`/auth/reopen?to=${encodeURIComponent(path)}`);
    const { session } = await services.shopify.app.authenticate.admin(request);
    const { shop, accessToken, onlineAccessInfo } = session;
    if (!onlineAccessInfo || !accessToken) throw new PackshotError("not_signed_in", { shop });
    const user = onlineAccessInfo.associated_user;
    const scopes = onlineAccessInfo.associated_user_scope.split(",").map((scope) => scope.trim());
    return {
      shop,
      person: {
        id: String(user.id),
        name: `${user.first_name} ${user.last_name}`.trim(),
        locale: user.locale,
        canEditProducts: scopes.includes("write_products"),
      },
      admin: services.adminApiWith(shop, accessToken),
    };
  };
}

/**
 * The path of a page that was asked for without a token and without saying which shop's admin frames it: a reload after
 * moving about inside the app. The library would lead to a login form, which Shopify forbids (review rule 2.3.1).
 */
function pathWithoutFrame(request: Request): string | null {
  const { pathname, search, searchParams } = new URL(request.url);
  const isPage = request.method === "GET" && !request.headers.has("Authorization");
  const isFramed = searchParams.has("shop") && (searchParams.has("host") || searchParams.has("id_token"));
  return isPage && !isFramed ? pathname + search : null;
}
