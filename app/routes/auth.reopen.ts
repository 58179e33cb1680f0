import type { LoaderFunctionArgs } from "@remix-run/node";
import { FRAME_KEY } from "../ui/frame/remembered-frame.ts";

/**
 * A page of the app was loaded without its frame's shop and host. If this tab remembers them, the page is loaded again
 * with them; if not, only admin knows which shop it is, so that is where the way leads. Never a form that asks.
 */
export function loader({ context: { nonce } }: LoaderFunctionArgs) {
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  return new Response(page(nonce), { headers });
}

const page = (nonce: string) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Packshot</title>
<style nonce="${nonce}">body { font: 15px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 26rem; padding: 0 1.5rem; color: #303030 }</style>
<script nonce="${nonce}">
  let frame = null;
  try { frame = sessionStorage.getItem(${JSON.stringify(FRAME_KEY)}); } catch {}
  const to = new URL(new URLSearchParams(location.search).get("to") ?? "/app", location.origin);
  if (frame && to.origin === location.origin && to.pathname.startsWith("/app")) {
    for (const [name, value] of new URLSearchParams(frame)) to.searchParams.set(name, value);
    location.replace(to);
  }
</script>
</head>
<body>
<h1>Open Packshot from Shopify</h1>
<p>Packshot lives inside Shopify admin. Choose it there under <strong>Apps</strong>, and it opens right here.</p>
<p><a href="https://admin.shopify.com" target="_top">Go to Shopify admin</a></p>
</body>
</html>
`;
