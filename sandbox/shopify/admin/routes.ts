import express, { type Request, type Response, type Router } from "express";
import { uninstall, sendCompliance } from "../installation.ts";
import { merchantEdit, MerchantEdit } from "../merchant.ts";
import type { Product } from "../model.ts";
import { mintSessionToken, sessionIdOf } from "../session-token.ts";
import { gid } from "../store.ts";
import { staffCookie, visitOf, type AdminDeps, type Visit } from "./context.ts";
import { blockPage } from "../extensions/block-page.ts";
import { embedPage } from "./embed-page.ts";
import { homePage } from "./home.ts";
import { productListPage, productPath } from "./product-list.ts";
import { mediaList, productPage } from "./product-page.ts";
import { settingsPage } from "./settings-page.ts";

export function adminRoutes(deps: AdminDeps): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }), refuseForeignPosts(deps));

  router.get("/", (request, response) => sendVisit(deps, request, response, deps.demoShop, homePage));
  page(router, deps, "/store/:name", homePage);
  page(router, deps, "/store/:name/products", productListPage);
  page(router, deps, "/store/:name/settings/apps", settingsPage);
  productRoutes(router, deps);
  appRoutes(router, deps);
  settingsRoutes(router, deps);
  return router;
}

type Render = (deps: AdminDeps, visit: Visit) => string;

function page(router: Router, deps: AdminDeps, path: string, render: Render): void {
  router.get(path, (request, response) =>
    sendVisit(deps, request, response, request.params.name ?? "", render),
  );
}

function sendVisit(
  deps: AdminDeps,
  request: Request,
  response: Response,
  name: string,
  render: Render,
): void {
  const visit = visitOf(deps.store, name, request);
  if (!visit) return notFound(response, "No such shop.");
  response.set("Content-Security-Policy", "frame-ancestors 'none'").type("html").send(render(deps, visit));
}

const notFound = (response: Response, text: string) => void response.status(404).type("text").send(text);

/** Another site in the same browser must not act as the merchant. */
function refuseForeignPosts({ store }: AdminDeps) {
  return (request: Request, response: Response, next: () => void) => {
    const origin = request.headers.origin;
    if (request.method !== "POST" || origin === undefined || sameSite(origin, request, store.origin))
      return next();
    response.status(403).type("text").send("Posted from another site.");
  };
}

const sameSite = (origin: string, request: Request, own: string) =>
  origin === own || origin === `http://${request.headers.host}`;

function productRoutes(router: Router, deps: AdminDeps): void {
  const path = "/store/:name/products/:id";
  const productOf = (visit: Visit, request: Request) =>
    visit.shop.products.get(gid("Product", Number(request.params.id)));
  const withProduct =
    (handle: (visit: Visit, product: Product, request: Request, response: Response) => void) =>
    (request: Request, response: Response) => {
      const visit = visitOf(deps.store, request.params.name ?? "", request);
      const product = visit && productOf(visit, request);
      if (!visit || !product) return notFound(response, "This product does not exist.");
      handle(visit, product, request, response);
    };
  router.get(
    path,
    withProduct((visit, product, _request, response) => {
      response.type("html").send(productPage(deps, visit, product));
    }),
  );
  router.get(
    `${path}/block`,
    withProduct((visit, product, _request, response) => {
      response.type("html").send(blockPage(deps, visit, product));
    }),
  );
  router.get(
    `${path}/media`,
    withProduct((visit, product, _request, response) => {
      response.type("html").send(mediaList(deps.store, productPath(visit.name, product), product).markup);
    }),
  );
  router.post(
    `${path}/edit`,
    withProduct((visit, product, request, response) => {
      const edit = MerchantEdit.parse(request.body);
      merchantEdit(deps, visit.shop, product, edit);
      response.redirect(
        303,
        edit.action === "delete_product" ? `/store/${visit.name}/products` : productPath(visit.name, product),
      );
    }),
  );
}

function appRoutes(router: Router, deps: AdminDeps): void {
  const base = "/store/:name/apps/packshot";
  router.post(`${base}/session-token`, express.json(), (request, response) =>
    sendSessionToken(deps, request, response),
  );
  router.get([base, `${base}/*`], (request, response) => {
    const rest = request.path.replace(/^\/store\/[^/]+\/apps\/packshot/, "");
    const query = new URL(request.originalUrl, deps.store.origin).searchParams;
    sendVisit(deps, request, response, request.params.name ?? "", (_deps, visit) =>
      embedPage(deps, visit, rest, query),
    );
  });
}

/** The embedding page asks for its own person and installation, whatever was switched in another tab meanwhile. */
function sendSessionToken({ store, app }: AdminDeps, request: Request, response: Response): void {
  const shop = store.shops.get(`${request.params.name}.myshopify.com`);
  const { user, session } = request.body as { user?: unknown; session?: unknown };
  const person = shop?.staff.find(({ id }) => String(id) === user);
  if (!shop || !person) return notFound(response, "No such person.");
  if (!shop.installed || session !== sessionIdOf(shop, person.id)) {
    return void response.status(410).json({ error: "The app was uninstalled." });
  }
  response.set("Cache-Control", "no-store").json({ token: mintSessionToken(app, shop, person.id) });
}

function settingsRoutes(router: Router, deps: AdminDeps): void {
  router.post("/store/:name/staff", (request, response) => {
    const { user, back } = request.body as { user?: string; back?: string };
    const name = request.params.name;
    response.cookie(staffCookie(name), user ?? "", { sameSite: "lax", httpOnly: true });
    response.redirect(303, back?.startsWith("/store/") ? back : `/store/${name}`);
  });
  const act = (action: string, perform: (visit: Visit) => void) =>
    router.post(`/store/:name/settings/apps/${action}`, (request, response) => {
      const visit = visitOf(deps.store, request.params.name ?? "", request);
      if (!visit) return notFound(response, "No such shop.");
      perform(visit);
      response.redirect(303, `/store/${visit.name}/settings/apps`);
    });
  act("uninstall", ({ shop }) => uninstall(shop, deps.webhooks));
  act("redact", ({ shop }) => sendCompliance(shop, "shop/redact", deps.webhooks));
}
