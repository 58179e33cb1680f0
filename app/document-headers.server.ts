import type { RequestHandler, Response } from "express";
import { beforeHeaders } from "./platform/before-headers.server.ts";
import type { Services } from "./services.server.ts";

export type AddDocumentHeaders = (request: Request, headers: Headers) => void;

/** Shopify serves admin from these; the library narrows it to one shop when the address names it. */
const SHOPIFY_ADMINS = "frame-ancestors https://admin.shopify.com https://*.myshopify.com";

/** What every page of ours says to the browser: who may frame it, first of all. */
export function createDocumentHeaders({
  shopify,
  env,
}: Pick<Services, "shopify" | "env">): AddDocumentHeaders {
  return (request, headers) => {
    shopify.app.addDocumentResponseHeaders(request, headers);
    if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", SHOPIFY_ADMINS);
    headers.set("Link", `<${env.APP_BRIDGE_URL}>; rel="preload"; as="script"`);
    headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.set("X-Content-Type-Options", "nosniff");
  };
}

/**
 * Adds the frame ancestors of the configuration to every policy that goes out. Pages of the library's own, such as the
 * one that fetches a session token, pass no code of ours, and know Shopify's hosts alone.
 */
export function allowFrames(ancestors: readonly string[]): RequestHandler {
  return (_request, response, next) => {
    if (ancestors.length > 0) beforeHeaders(response, () => addAncestors(response, ancestors));
    next();
  };
}

function addAncestors(response: Response, ancestors: readonly string[]): void {
  const policy = response.getHeader("Content-Security-Policy");
  if (typeof policy !== "string" || !policy.startsWith("frame-ancestors ")) return;
  response.setHeader("Content-Security-Policy", [policy.replace(/;\s*$/, ""), ...ancestors].join(" "));
}
