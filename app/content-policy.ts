/** Where else than from ourselves the pages take things from, and who may frame them. */
export type PolicySources = {
  appBridgeUrl: string;
  /** Where signed addresses of files lead. */
  filesUrl: string;
  /** Hosts of the merchant's own pictures, as MEDIA_HOSTS has them. */
  mediaHosts: readonly string[];
  /** Who else may frame the app; in the sandbox alone. */
  moreAncestors: readonly string[];
};

const SHOP = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;
const ADMIN = "https://admin.shopify.com";

/**
 * What a page may load and run: its own scripts and those with the nonce of this answer. Polaris writes `style`
 * attributes, so those are allowed, and no style element without the nonce.
 */
export function contentPolicy(sources: PolicySources, address: string, nonce: string): string {
  const bridge = new URL(".", sources.appBridgeUrl).href; // its folder alone: Shopify's CDN serves merchants' files too
  const media = sources.mediaHosts.map((host) => (host.includes("://") ? host : `https://${host}`));
  const directives = {
    "default-src": ["'none'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, bridge],
    "style-src": ["'self'", `'nonce-${nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", new URL(sources.filesUrl).origin, ...media],
    "font-src": ["'self'"],
    // App Bridge speaks to admin by messages; what it reports to Shopify goes to these hosts.
    "connect-src": ["'self'", ADMIN, "https://*.shopifysvc.com", new URL(bridge).origin],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": frameAncestors(address, sources.moreAncestors),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...new Set(values)].join(" "))
    .join("; ");
}

/**
 * The admin of the shop that the address names, as Shopify's review asks
 * (https://shopify.dev/docs/apps/build/security/set-up-iframe-protection); any shop's where none is named, as on a bare
 * reload, which shows nothing of any. Pages outside the app are framed by nobody.
 */
function frameAncestors(address: string, more: readonly string[]): string[] {
  const [path = "", query = ""] = address.split("?");
  if (!/^\/(app|auth)?(\/|$)/.test(path)) return ["'none'"];
  const shop = new URLSearchParams(query).get("shop") ?? "";
  return [SHOP.test(shop) ? `https://${shop}` : "https://*.myshopify.com", ADMIN, ...more];
}
