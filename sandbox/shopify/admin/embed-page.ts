import { createHmac } from "node:crypto";
import { install } from "../oauth.ts";
import { mintSessionToken, sessionIdOf } from "../session-token.ts";
import type { AdminDeps, Visit } from "./context.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/** Where the app starts when the admin's address names no page of it. */
const APP_HOME = "/app";

/** The app in its frame. Opening it is what installs it: Shopify-managed installation asks no questions of the app. */
export function embedPage(deps: AdminDeps, visit: Visit, rest: string, query: URLSearchParams): string {
  install(visit.shop);
  const base = `/store/${visit.name}/apps/packshot`;
  // The script comes first: the frame must not speak before somebody listens.
  const body = html`<div id="title-bar" hidden></div>
    <div id="loading" role="progressbar" aria-label="Loading" hidden></div>
    <div id="save-bar" role="region" aria-label="Unsaved changes" hidden></div>
    <div id="toasts" role="status" aria-live="polite"></div>
    <script src="/assets/embed.js"></script>
    <iframe
      id="app"
      title="Packshot"
      name="app-iframe"
      allow="clipboard-read; clipboard-write"
      src="${frameUrl(deps, visit, rest, query)}"
      data-base="${base}"
      data-app-origin="${new URL(deps.app.url()).origin}"
      data-session="${sessionIdOf(visit.shop, visit.person.id)}"
      data-user="${visit.person.id}"
    ></iframe>`;
  const path = `${base}${rest}`;
  return layout(deps.store, visit, { title: "Packshot", section: "app", body, path });
}

/** The frame's first address, with the parameters Shopify's admin adds. */
function frameUrl(
  { app }: AdminDeps,
  { shop, name, person }: Visit,
  rest: string,
  query: URLSearchParams,
): string {
  const url = new URL(app.url());
  url.pathname = rest === "" || rest === "/" ? APP_HOME : rest;
  for (const [key, value] of query) url.searchParams.append(key, value);
  url.searchParams.set("embedded", "1");
  // The library refuses any host that is not Shopify's, so this names the real admin; nothing is fetched from it.
  url.searchParams.set(
    "host",
    Buffer.from(`admin.shopify.com/store/${name}`).toString("base64").replace(/=+$/, ""),
  );
  url.searchParams.set("id_token", mintSessionToken(app, shop, person.id));
  url.searchParams.set("locale", person.locale);
  url.searchParams.set("session", sessionIdOf(shop, person.id));
  url.searchParams.set("shop", shop.domain);
  url.searchParams.set("timestamp", String(Math.floor(Date.now() / 1000)));
  url.searchParams.sort();
  url.searchParams.set(
    "hmac",
    createHmac("sha256", app.apiSecret).update(url.searchParams.toString()).digest("hex"),
  );
  return url.href;
}
