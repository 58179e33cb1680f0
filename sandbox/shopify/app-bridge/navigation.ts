import type { Channel } from "./channel.ts";
import type { NavLink } from "./messages.ts";

/** What the admin put on the first address; the merchant's own address bar never shows it. */
const ADMIN_PARAMETERS = ["embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp"];

function currentPath(): string {
  const url = new URL(location.href);
  for (const name of ADMIN_PARAMETERS) url.searchParams.delete(name);
  return url.pathname + url.search + url.hash;
}

/** Tells the admin where the app is, so that its address follows and a reload returns here. */
export function reportPath(channel: Channel): void {
  const report = () => channel.tell({ kind: "path", path: currentPath() });
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name].bind(history);
    history[name] = (...state) => {
      original(...state);
      report();
    };
  }
  window.addEventListener("popstate", report);
  window.addEventListener("pageshow", report);
}

/** `shopify://admin/products/1` and `shopify:admin/products/1` are pages of the admin around the app. */
const isAdminUrl = (url: string) => /^shopify:(\/\/)?admin\//.test(url);

export function openAdminLinks(channel: Channel): void {
  document.addEventListener("click", (event) => {
    const anchor = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const href = anchor?.getAttribute("href");
    if (!anchor || !href || event.defaultPrevented || !isAdminUrl(href)) return;
    event.preventDefault();
    channel.tell({ kind: "openInAdmin", url: href, newTab: anchor.target === "_blank" });
  });
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    if (url === undefined || !isAdminUrl(String(url))) return plainOpen(url, target, features);
    channel.tell({
      kind: "openInAdmin",
      url: String(url),
      newTab: target === "_blank" || target === undefined,
    });
    return null;
  };
}

/** `<ui-nav-menu>` and `<s-app-nav>`: shown by the admin, hidden here. */
export function defineAppNavigation(channel: Channel): void {
  class AppNavigation extends HTMLElement {
    #observer = new MutationObserver(() => this.#report());

    connectedCallback() {
      this.style.display = "none";
      this.#observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
      this.#report();
    }

    disconnectedCallback() {
      this.#observer.disconnect();
    }

    #report() {
      channel.tell({ kind: "navigation", links: [...this.querySelectorAll("[href]")].map(linkOf) });
    }
  }
  customElements.define("ui-nav-menu", AppNavigation);
  customElements.define("s-app-nav", class extends AppNavigation {});
  channel.hear((message) => {
    if (message.kind === "navigate") followLink(message.href);
  });
}

const linkOf = (element: Element): NavLink => ({
  href: element.getAttribute("href") ?? "",
  label: element.textContent?.trim() ?? "",
  home: element.getAttribute("rel") === "home",
});

/**
 * The real script clicks an `<a>` of the menu, so that a router's link handles it and a plain one loads its page
 * (Shopify/shopify-app-bridge issue 240); an `<s-link>` sends `shopify:navigate` (shopify-app-js pull 2794).
 */
function followLink(href: string): void {
  const links = document.querySelectorAll("ui-nav-menu [href], s-app-nav [href]");
  const link = [...links].find((element) => element.getAttribute("href") === href);
  if (link instanceof HTMLAnchorElement) link.click();
  else if (link) link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
  else location.assign(href);
}
