import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler } from "express";
import { ZodError } from "zod";
import { shopDomainRoutes } from "./shop-domain.ts";
import { adminRoutes } from "./admin/routes.ts";
import { assetRoutes } from "./assets.ts";
import { addMadeCatalogue, type MadeCatalogue } from "./catalogue/made-catalogue.ts";
import { DEMO_SHOP, fillShops } from "./catalogue/shops.ts";
import { RESULTS_PATH, serveBulkResult } from "./bulk-results.ts";
import { createCdn, ELSEWHERE_PATH } from "./cdn.ts";
import { controlRoutes, type ControlDeps } from "./control.ts";
import { drawPhoto } from "./drawn-photos/draw.ts";
import { noFaults } from "./faults.ts";
import { createStore, putStaged, type Store } from "./store.ts";
import { createWebhooks } from "./webhooks.ts";

/** Loopback only: whoever reaches this server may act as any merchant. */
const HOST = "127.0.0.1";
const OFFLINE_TOKEN_SECONDS = 3600;

const ELSEWHERE = { shape: "bowl", colour: "#a5523c", angle: 0, width: 800, height: 800 } as const;

export type ShopifyOptions = {
  port?: number;
  apiKey: string;
  apiSecret: string;
  /** Where the app answers; may be set later, since the app wants to know this server first. */
  appUrl?: string;
  /** One folder per product: the demo shop sells these instead of the drawn catalogue. */
  photosDir?: string;
  /** Further products for the demo shop: thousands, in a second. */
  catalogue?: MadeCatalogue;
  /** Runs before App Bridge's own script, in the same file. */
  beforeAppBridge?: string;
  log?: (line: string) => void;
};

/** Starts the local Shopify: admin, Admin API, CDN, webhooks and the controls of the sandbox. */
export async function startShopify(options: ShopifyOptions) {
  let appUrl = options.appUrl ?? "";
  const log = options.log ?? (() => undefined);
  const store = createStore();
  const app = { apiKey: options.apiKey, apiSecret: options.apiSecret, url: () => appUrl };
  const webhooks = createWebhooks({ app, store, log });
  const deps: ControlDeps = {
    store,
    webhooks,
    app,
    demoShop: DEMO_SHOP,
    lifetime: { offlineSeconds: OFFLINE_TOKEN_SECONDS },
    reset: () => reset(deps, options),
  };
  await fill(store, options);
  const server = await listen(createApp(deps, options.beforeAppBridge ?? "", log), options.port ?? 0);
  store.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin: store.origin,
    store,
    faults: store.faults,
    webhooks,
    setAppUrl: (url: string) => void (appUrl = url),
    stop: () => stop(server, webhooks.stop),
  };
}

function createApp(deps: ControlDeps, beforeAppBridge: string, log: (line: string) => void) {
  const { store, lifetime } = deps;
  const app = express();
  app.disable("x-powered-by");
  app.use("/sandbox", controlRoutes(deps));
  app.use(assetRoutes(beforeAppBridge));
  const serveFile = createCdn(store);
  app.get("/cdn/*", (request, response, next) => void serveFile(request, response).catch(next));
  app.get(ELSEWHERE_PATH, (_request, response, next) => {
    drawPhoto(ELSEWHERE).then((jpeg) => response.type("jpeg").send(jpeg), next);
  });
  app.get(`${RESULTS_PATH}/:id`, serveBulkResult(store));
  app.put("/staged/*", express.raw({ type: () => true, limit: "50mb" }), stagedUpload(store));
  app.use(shopDomainRoutes(store, { app: deps.app, lifetime }));
  app.use(adminRoutes(deps));
  app.use(answerError(log));
  return app;
}

function stagedUpload(store: Store): express.RequestHandler {
  return (request, response) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const key = decodeURIComponent(request.path.replace(/^\/staged\//, ""));
    const known = putStaged(store, key, bytes, request.get("Content-Type") ?? "application/octet-stream");
    response.status(known ? 200 : 403).end();
  };
}

const answerError =
  (log: (line: string) => void): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof ZodError) return void response.status(400).json({ error: error.issues });
    log(`${request.method} ${request.path}: ${error instanceof Error ? error.stack : String(error)}`);
    response.status(500).json({ errors: "The stand-in failed; see its log." });
  };

/** Shops, files and faults as they were at the start. Tokens die with the shops that gave them. */
async function reset({ store, lifetime }: ControlDeps, options: ShopifyOptions): Promise<void> {
  const { shops, files, staged, jobs, buckets, bulkOperations } = store;
  for (const memory of [shops, files, staged, jobs, buckets, bulkOperations]) memory.clear();
  Object.assign(store.faults, noFaults());
  store.calls.clear();
  lifetime.offlineSeconds = OFFLINE_TOKEN_SECONDS;
  await fill(store, options);
}

async function fill(store: Store, { photosDir, catalogue }: ShopifyOptions): Promise<void> {
  await fillShops(store, photosDir);
  const demo = store.shops.get(`${DEMO_SHOP}.myshopify.com`);
  if (demo && catalogue) addMadeCatalogue(store, demo, catalogue);
}

function listen(app: express.Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, HOST, () => resolve(server));
    server.on("error", reject);
  });
}

function stop(server: Server, stopWebhooks: () => void): Promise<void> {
  stopWebhooks();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
