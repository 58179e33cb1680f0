import express, { type Request, type Response, type Router } from "express";
import { executeAdmin, type AdminRequest } from "./graphql.ts";
import type { Shop } from "./model.ts";
import { accessToken, tokenOf, type OAuthConfig } from "./oauth.ts";
import type { Store } from "./store.ts";
import { API_VERSION } from "./webhooks.ts";

/** What a shop's own domain answers to apps. The app sends its requests here with the domain in X-Forwarded-Host. */
export function shopDomainRoutes(store: Store, oauth: OAuthConfig): Router {
  const router = express.Router();
  router.use(express.json({ limit: "10mb" }), express.urlencoded({ extended: false }));
  const shopOf = (request: Request) => store.shops.get(String(request.headers["x-forwarded-host"] ?? ""));

  router.post("/admin/oauth/access_token", (request, response) => {
    const shop = shopOf(request);
    if (!shop) return unknownShop(response);
    if (Math.random() < store.faults.tokenErrorRate) return void response.status(503).type("text").end();
    const { status, body } = accessToken(oauth, shop, request.body as Record<string, unknown>);
    response.status(status).set("Cache-Control", "no-store").json(body);
  });
  router.post("/admin/api/:version/graphql.json", (request, response, next) => {
    const shop = shopOf(request);
    if (!shop) return unknownShop(response);
    if (request.params.version !== API_VERSION) {
      return void response.status(404).json({ errors: `Only API version ${API_VERSION} is simulated.` });
    }
    graphql(store, shop, request, response).catch(next);
  });
  return router;
}

const unknownShop = (response: Response) => void response.status(404).json({ errors: "Not Found" });

async function graphql(store: Store, shop: Shop, request: Request, response: Response): Promise<void> {
  const token = tokenOf(shop, request.get("X-Shopify-Access-Token"));
  if (!token) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return void response.status(401).json({ errors });
  }
  const answer = await executeAdmin(shop, token, request.body as AdminRequest, store);
  if (answer.deliver === "cut") return void request.socket.destroy();
  if (answer.deliver === "hang") return; // the caller gives up, or the server stops
  response.status(answer.status).json(answer.body);
}
