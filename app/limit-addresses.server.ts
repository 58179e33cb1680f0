import type { Request, RequestHandler } from "express";
import { sentenceFor } from "./platform/errors.ts";
import type { RequestLimits } from "./platform/limits/request-limits.server.ts";
import type { RefusalOf } from "./session-token.server.ts";

type Options = {
  limits: RequestLimits;
  /** How many proxies in front add the address that they saw. */
  trustProxy: number | undefined;
  refusalOf: RefusalOf;
};

/**
 * Counts by address what nobody answers for: webhooks, requests without a session token, and with one that does not hold.
 * Who has a valid one passes before anything is counted: others behind the same address can't lock them out. Only where
 * TRUST_PROXY says how an address is known: behind a proxy that nobody told us of, everybody would have the proxy's.
 */
export function limitAddresses({ limits, trustProxy, refusalOf }: Options): RequestHandler {
  if (trustProxy === undefined) return (_request, _response, next) => next();
  const secondsToWait = async (request: Request): Promise<number> => {
    const address = request.ip ?? "";
    if (request.path.startsWith("/webhooks/")) return limits.count("webhook", address);
    const token = tokenIn(request);
    if (token === null) return limits.count("stranger", address);
    const refusal = await refusalOf(token);
    return refusal ? limits.count("refused", `${address} ${refusal}`) : 0;
  };
  return (request, response, next) => {
    secondsToWait(request).then((seconds) => {
      if (seconds === 0) return next();
      response.set("Retry-After", String(seconds)).status(429).type("text");
      response.send(sentenceFor("too_many_requests"));
    }, next);
  };
}

/** Whatever stands where a session token is looked for. */
function tokenIn({ headers, query }: Request): string | null {
  if (headers.authorization !== undefined) return headers.authorization.replace(/^Bearer /, "");
  if (!("id_token" in query)) return null;
  return typeof query.id_token === "string" ? query.id_token : "";
}
