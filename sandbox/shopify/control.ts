import express, { type Response, type Router } from "express";
import { z } from "zod";
import type { AdminDeps } from "./admin/context.ts";
import { addMadeCatalogue } from "./catalogue/made-catalogue.ts";
import { addMadeShop } from "./catalogue/shops.ts";
import { noFaults } from "./faults.ts";
import { changePermissions, changeScopes, sendCompliance, uninstall } from "./installation.ts";
import { MerchantEdit, merchantEdit } from "./merchant.ts";
import type { Product, Shop } from "./model.ts";
import { install, revokeSecret, type TokenLifetime } from "./oauth.ts";
import { settleMedia } from "./product-media.ts";
import { mintSessionToken } from "./session-token.ts";
import { gid } from "./store.ts";

export type ControlDeps = AdminDeps & { lifetime: TokenLifetime; reset: () => Promise<void> };

const NextFault = z.strictObject({
  operation: z.string(),
  fault: z.enum(["drop_answer", "error_500", "throttled", "hang", "userErrors"]),
  times: z.number().int().positive().default(1),
});
const BulkFault = z.strictObject({
  fault: z.enum(["fail", "timeout", "access_denied", "cancel", "dead_address", "cut_result", "expire"]),
  times: z.number().int().positive().default(1),
});
const share = z.number().min(0).max(1).optional();
const milliseconds = z.number().min(0).optional();
const FaultChange = z.strictObject({
  latencyMs: milliseconds,
  errorRate: share,
  throttleRate: share,
  dropAnswerRate: share,
  tokenErrorRate: share,
  mediaDelayMs: milliseconds,
  mediaFailRate: share,
  bulkDelayMs: milliseconds,
  bulk: z.array(BulkFault).optional(),
  webhookCopies: z.number().int().min(0).max(20).optional(),
  webhookDelayMs: milliseconds,
  next: z.array(NextFault).optional(),
});

/** `/sandbox/*`: how tests, benches and people at a terminal steer the stand-in. See sandbox/README.md. */
export function controlRoutes(deps: ControlDeps): Router {
  const router = express.Router();
  router.use(express.json());
  faultRoutes(router, deps);
  shopRoutes(router, deps);
  productRoutes(router, deps);

  router.get("/calls", (_request, response) => {
    const { calls } = deps.store;
    response.json({ counts: calls.counts(), maxInFlight: calls.maxInFlight(), calls: calls.list() });
  });
  router.delete("/calls", (_request, response) => {
    deps.store.calls.clear();
    response.status(204).end();
  });
  router.get("/webhooks", (_request, response) => void response.json(deps.webhooks.deliveries()));
  router.post("/token-lifetime", (request, response) => {
    deps.lifetime.offlineSeconds = z.object({ seconds: z.number().positive() }).parse(request.body).seconds;
    response.json({ seconds: deps.lifetime.offlineSeconds });
  });
  router.post("/client-secret", (request, response) => {
    deps.app.newSecret = z.object({ secret: z.string().min(1) }).parse(request.body).secret;
    response.status(204).end();
  });
  router.post("/client-secret/revoke", (_request, response) => {
    revokeSecret(deps.app, deps.store.shops.values());
    response.status(204).end();
  });
  router.post("/reset", (_request, response, next) => {
    deps.reset().then(() => response.status(204).end(), next);
  });
  return router;
}

function faultRoutes(router: Router, { store }: ControlDeps): void {
  router.get("/faults", (_request, response) => void response.json(store.faults));
  router.post("/faults", (request, response) => {
    const change = FaultChange.parse(request.body);
    for (const [name, value] of Object.entries(change))
      if (value !== undefined) Object.assign(store.faults, { [name]: value });
    response.json(store.faults);
  });
  router.delete("/faults", (_request, response) => {
    Object.assign(store.faults, noFaults());
    response.json(store.faults);
  });
}

const MadeShop = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  plan: z.enum(["basic", "advanced", "plus", "enterprise"]).optional(),
});
const Made = z.strictObject({
  products: z.number().int().min(0).max(200_000),
  photosPerProduct: z.number().int().min(0).max(250).optional(),
  photo: z.enum(["real", "small"]).optional(),
});

const domainOf = (name: string) => (name.includes(".") ? name : `${name}.myshopify.com`);

function shopOf({ store }: ControlDeps, name: string, response: Response): Shop | null {
  const shop = store.shops.get(domainOf(name));
  if (!shop) response.status(404).json({ error: `No shop ${name}` });
  return shop ?? null;
}

function shopRoutes(router: Router, deps: ControlDeps): void {
  router.get(
    "/shops",
    (_request, response) => void response.json([...deps.store.shops.values()].map(summary)),
  );
  const act = (action: string, perform: (shop: Shop, body: unknown) => void) =>
    router.post(`/shops/:shop/${action}`, (request, response) => {
      const shop = shopOf(deps, request.params.shop, response);
      if (!shop) return;
      perform(shop, request.body);
      response.json(summary(shop));
    });
  act("install", (shop) => install(shop));
  act("uninstall", (shop) => uninstall(shop, deps.webhooks));
  act("scopes", (shop, body) =>
    changeScopes(shop, z.object({ scopes: z.array(z.string()) }).parse(body).scopes, deps.webhooks),
  );
  router.post("/shops/:shop/staff/:userId/scopes", (request, response) => {
    const shop = shopOf(deps, request.params.shop, response);
    const person = shop?.staff.find(({ id }) => String(id) === request.params.userId);
    if (shop && !person) response.status(404).json({ error: `No staff member ${request.params.userId}` });
    if (!shop || !person) return;
    changePermissions(shop, person, z.object({ scopes: z.array(z.string()) }).parse(request.body).scopes);
    response.json(summary(shop));
  });
  act("catalogue", (shop, body) => void addMadeCatalogue(deps.store, shop, Made.parse(body)));
  router.post("/shops", (request, response) => {
    const { name, plan } = MadeShop.parse(request.body);
    response.json(summary(addMadeShop(deps.store, name, plan)));
  });
  act("compliance", (shop, body) => {
    const topic = z.enum(["customers/data_request", "customers/redact", "shop/redact"]);
    sendCompliance(shop, z.object({ topic }).parse(body).topic, deps.webhooks);
  });
  router.post("/session-token", (request, response) => {
    const { shop: name, userId } = z
      .object({ shop: z.string(), userId: z.number().optional() })
      .parse(request.body);
    const shop = shopOf(deps, name, response);
    if (!shop) return;
    const person = shop.staff.find(({ id, accountOwner }) => (userId ? id === userId : accountOwner));
    if (!person) return void response.status(404).json({ error: `No staff member ${userId}` });
    response.json({ token: mintSessionToken(deps.app, shop, person.id) });
  });
}

const summary = ({ domain, id, name, installed, grantedScopes, staff, products }: Shop) => ({
  domain,
  id,
  name,
  installed,
  grantedScopes,
  staff,
  products: products.size,
});

function productRoutes(router: Router, deps: ControlDeps): void {
  const found = (name: string, id: string, response: Response): { shop: Shop; product: Product } | null => {
    const shop = shopOf(deps, name, response);
    const product = shop?.products.get(gid("Product", Number(id)));
    if (shop && !product) response.status(404).json({ error: `No product ${id}` });
    return shop && product ? { shop, product } : null;
  };
  router.get("/shops/:shop/products", (request, response) => {
    const shop = shopOf(deps, request.params.shop, response);
    if (shop)
      response.json(
        [...shop.products.values()].map(({ id, title, status, media }) => ({
          id,
          title,
          status,
          media: media.length,
        })),
      );
  });
  router.get("/shops/:shop/products/:id", (request, response) => {
    const at = found(request.params.shop, request.params.id, response);
    if (at) response.json(settleMedia(at.product, deps.store.now()));
  });
  router.post("/shops/:shop/products/:id/edit", (request, response) => {
    const at = found(request.params.shop, request.params.id, response);
    if (!at) return;
    merchantEdit(deps, at.shop, at.product, MerchantEdit.parse(request.body));
    response.json(at.product);
  });
}
