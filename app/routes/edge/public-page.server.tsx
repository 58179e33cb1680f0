import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { operatorOf, type Operator } from "../../privacy/operator.ts";
import type { Policy } from "../../privacy/policy.ts";
import { PublicPage } from "../../ui/privacy/public-page.tsx";
import { PUBLIC_STYLE } from "../../ui/privacy/public-style.ts";

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(PUBLIC_STYLE).digest("base64")}'`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "public, max-age=300",
};

/** Answers with a page for everybody: no script, no cookie, nothing from anybody else. */
export function publicPage(env: Parameters<typeof operatorOf>[0], write: (operator: Operator) => Policy) {
  const operator = operatorOf(env);
  const page = <PublicPage policy={write(operator)} operator={operator.name} />;
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { headers: HEADERS });
}
