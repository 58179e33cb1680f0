import { fullName, shopName, type Visit } from "./context.ts";
import { html, type Markup } from "./html.ts";
import type { Store } from "../store.ts";

type Section = "home" | "products" | "app" | "settings";
type Page = { title: string; section: Section; body: Markup; path: string; script?: string };

/** A page of the stand-in's admin: bar, navigation, content. */
export function layout(store: Store, visit: Visit, page: Page): string {
  const { name } = visit;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${visit.shop.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/admin.css" />
        ${page.script ? html`<script type="module" src="/assets/${page.script}"></script>` : null}
      </head>
      <body class="section-${page.section}">
        <a class="skip" href="#content">Skip to content</a>
        <header class="bar">
          <p class="brand">Local stand-in of Shopify admin</p>
          ${shopSwitcher(store, visit)} ${staffSwitcher(visit, page.path)}
        </header>
        <nav class="side" aria-label="Admin">
          ${link(`/store/${name}`, "Home", page.section === "home")}
          ${link(`/store/${name}/products`, "Products", page.section === "products")}
          <span class="group">Apps</span>
          ${link(`/store/${name}/apps/packshot`, "Packshot", page.section === "app")}
          <div id="app-nav" class="sub"></div>
          <span class="group">Settings</span>
          ${link(`/store/${name}/settings/apps`, "Installed apps", page.section === "settings")}
        </nav>
        <main id="content" tabindex="-1">${page.body}</main>
      </body>
    </html>`.markup;
}

const link = (href: string, label: string, current: boolean) =>
  html`<a href="${href}" ${current ? html`aria-current="page"` : null}>${label}</a>`;

function shopSwitcher(store: Store, { shop }: Visit): Markup {
  const others = [...store.shops.values()];
  return html`<details class="switch" id="shop-switcher">
    <summary><span class="quiet">Shop</span> ${shop.name}</summary>
    <div class="menu">
      ${others.map((other) => link(`/store/${shopName(other)}`, other.name, other === shop))}
    </div>
  </details>`;
}

function staffSwitcher({ shop, name, person }: Visit, path: string): Markup {
  const button = (member: typeof person) =>
    html`<button name="user" value="${member.id}" ${member === person ? html`aria-current="true"` : null}>
      ${fullName(member)} <small>${member.locale} · ${roleOf(member)}</small>
    </button>`;
  return html`<details class="switch right" id="staff-switcher">
    <summary><span class="quiet">Signed in as</span> ${fullName(person)}</summary>
    <form class="menu" method="post" action="/store/${name}/staff">
      <input type="hidden" name="back" value="${path}" />
      ${shop.staff.map(button)}
    </form>
  </details>`;
}

function roleOf({ accountOwner, scopes }: Visit["person"]): string {
  if (accountOwner) return "owner";
  return scopes.includes("write_products") ? "edits products" : "views products";
}
