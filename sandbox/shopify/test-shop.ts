import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import type { StaffMember } from "./model.ts";
import { startShopify } from "./server.ts";

/** What tests of the stand-in share: the app's credentials, and the requests an app would send. */
export const APP = { apiKey: "test-client-id", apiSecret: "test-client-secret-of-32-letters" };
export const SHOP = "northwind-goods.myshopify.com";

/** Shopify's own library, which judges what the stand-in signs. */
export const shopifyLibrary = (apiSecretKey = APP.apiSecret) =>
  shopifyApi({
    apiKey: APP.apiKey,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    hostName: "localhost",
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });

export type TestShopify = Awaited<ReturnType<typeof startShopify>>;

export const startTestShopify = (appUrl = "http://localhost:1") => startShopify({ ...APP, appUrl });

export type Answer = { status: number; body: Record<string, unknown> };

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

export const control = async ({ origin }: TestShopify, path: string, body: object = {}): Promise<Answer> =>
  read(await postJson(`${origin}/sandbox/${path}`, body));

/** A request to `https://{shop}`, as the app redirects it. */
const toShop = async ({ origin }: TestShopify, path: string, body: object, headers = {}): Promise<Answer> =>
  read(await postJson(`${origin}${path}`, body, { "X-Forwarded-Host": SHOP, ...headers }));

const postJson = (url: string, body: object, headers = {}) =>
  fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  });

export async function sessionToken(shopify: TestShopify, userId?: number): Promise<string> {
  const { body } = await control(shopify, "session-token", { shop: SHOP, userId });
  return String(body.token);
}

export const exchange = async (shopify: TestShopify, subjectToken: string, change: object = {}) =>
  toShop(shopify, "/admin/oauth/access_token", {
    client_id: APP.apiKey,
    client_secret: APP.apiSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: subjectToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
    ...change,
  });

export const refresh = async (shopify: TestShopify, refreshToken: unknown) =>
  toShop(shopify, "/admin/oauth/access_token", {
    client_id: APP.apiKey,
    client_secret: APP.apiSecret,
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });

/** The status of a small Admin API request with this token. */
export async function askShopName(
  shopify: TestShopify,
  token: unknown,
  version = "2026-10",
): Promise<number> {
  const headers = { "X-Shopify-Access-Token": String(token) };
  const answer = await toShop(
    shopify,
    `/admin/api/${version}/graphql.json`,
    { query: "query Name { shop { name } }" },
    headers,
  );
  return answer.status;
}

export function staff({ store }: TestShopify, firstName: string): StaffMember {
  const found = store.shops.get(SHOP)?.staff.find((member) => member.firstName === firstName);
  if (!found) throw new Error(`Nobody called ${firstName}`);
  return found;
}
