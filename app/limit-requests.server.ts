import type { RequestHandler } from "express";
import { PackshotError, sentenceFor } from "./platform/errors.ts";
import type { RequestLimits } from "./platform/limits/request-limits.server.ts";
import type { RequirePerson } from "./require-person.server.ts";

/** What makes Shopify, the model or the object store work. */
const COSTLY = /^\/app\/(generate|privacy\/export)/;

/** Counts what a shop's people ask, once it is known who they are. */
export function limitShops(requirePerson: RequirePerson, limits: RequestLimits): RequirePerson {
  return async (request) => {
    const visit = await requirePerson(request);
    const { shop } = visit;
    const isCostly = request.method !== "GET" && COSTLY.test(new URL(request.url).pathname);
    const seconds = (await limits.count("shop", shop)) || (isCostly ? await limits.count("costly", shop) : 0);
    if (seconds > 0) throw new PackshotError("too_many_requests", { shop, retryAfterSeconds: seconds });
    return visit;
  };
}

/**
 * Counts what comes without a session token, by its address. Only where TRUST_PROXY says how that is known: behind a
 * proxy that nobody told us of, everybody would have the proxy's.
 */
export function limitAddresses(limits: RequestLimits, trustProxy: number | undefined): RequestHandler {
  if (trustProxy === undefined) return (_request, _response, next) => next();
  return (request, response, next) => {
    const hasToken = request.headers.authorization !== undefined || "id_token" in request.query;
    if (hasToken) return next();
    const what = request.path.startsWith("/webhooks/") ? "webhook" : "stranger";
    limits.count(what, request.ip ?? "").then((seconds) => {
      if (seconds === 0) return next();
      response.set("Retry-After", String(seconds)).status(429).type("text");
      response.send(sentenceFor("too_many_requests"));
    }, next);
  };
}
