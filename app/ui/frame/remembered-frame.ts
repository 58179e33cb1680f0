/** Where the browser keeps which admin frames the app, for this tab alone. `auth.reopen` reads it. */
export const FRAME_KEY = "packshot.frame";

/**
 * Notes the shop, host and language that admin put in the address; later addresses within the app do without them. Part of the
 * head, because a click may come before the app's own scripts have. Browsers that block storage in frames throw at its
 * mention; there a bare reload asks to open Packshot from admin again.
 */
export const REMEMBER_FRAME = `try {
  const given = new URLSearchParams(location.search), shop = given.get("shop"), host = given.get("host");
  const locale = given.get("locale") ?? document.documentElement.lang;
  if (shop && host) sessionStorage.setItem("${FRAME_KEY}", new URLSearchParams({ embedded: "1", shop, host, locale }));
} catch {}`;
