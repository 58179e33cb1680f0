import { fetchWithToken, shopifyGlobal, type About } from "./shopify-global.ts";
import { defineWebComponents } from "./web-components.ts";

/** The worker in which Shopify runs a block, as a frame: its global, its fetch, and the elements that it draws. */
const about = JSON.parse(document.body.dataset.about ?? "{}") as About;

/** `app:` is a page of the app in this admin, `shopify:admin` the admin itself. */
function adminUrl(href: string): string {
  const [, protocol, path = ""] = /^(app|shopify:admin):?\/*(.*)$/.exec(href) ?? [];
  if (!protocol) return href;
  return protocol === "app" ? `${about.base}/apps/packshot/${path}` : `${about.base}/${path}`;
}

Object.assign(window, {
  shopify: shopifyGlobal(about),
  fetch: fetchWithToken(about, window.fetch.bind(window)),
});
defineWebComponents(adminUrl);

/** As high as what it holds, as the admin makes it. */
new ResizeObserver(() => {
  const frame = window.frameElement as HTMLIFrameElement | null; // of the outer page, whose classes are not ours
  if (frame) frame.style.height = `${document.documentElement.offsetHeight}px`;
}).observe(document.documentElement);
