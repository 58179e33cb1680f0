import type { Request, RequestHandler, Response } from "express";
import { sentenceFor } from "./platform/errors.ts";
import type { Logger } from "./platform/logger.server.ts";
import type { RequestLimits } from "./platform/limits/request-limits.server.ts";
import type { RefusalOf } from "./session-token.server.ts";

type Options = {
  limits: RequestLimits;
  /** How many proxies in front add the address that they saw. */
  trustProxy: number | undefined;
  refusalOf: RefusalOf;
  log: Logger;
};

/**
 * Counts by address what nobody answers for: webhooks that were refused, requests without a session token, and with one
 * that does not hold. Who has a valid one passes before anything is counted: others behind the same address can't lock
 * them out. Only where TRUST_PROXY says how an address is known: behind a proxy that nobody told us of, everybody would
 * have the proxy's.
 */
export function limitAddresses(options: Options): RequestHandler {
  const { limits, trustProxy, refusalOf } = options;
  if (trustProxy === undefined) return (_request, _response, next) => next();
  const secondsToWait = async (request: Request, response: Response): Promise<number> => {
    const address = request.ip ?? "";
    if (isWebhook(request)) {
      countIfRefused(options, address, response);
      return limits.count("webhook", address, 0);
    }
    const token = tokenIn(request);
    if (token === null) return limits.count("stranger", address);
    const refusal = await refusalOf(token);
    return refusal ? limits.count("refused", `${address} ${refusal}`) : 0;
  };
  return (request, response, next) => {
    secondsToWait(request, response).then((seconds) => {
      if (seconds === 0) return next();
      response.set("Retry-After", String(seconds)).status(429).type("text");
      response.send(sentenceFor("too_many_requests"));
    }, next);
  };
}

/** As Remix reads an address: in any case, and however it is escaped. */
function isWebhook({ path }: Request): boolean {
  try {
    return decodeURIComponent(path).toLowerCase().startsWith("/webhooks/");
  } catch {
    return false; // no address at all: it finds nothing
  }
}

/** Signed by nobody, or too long to be read. */
const REFUSED = [401, 413];

/**
 * Shopify sends the webhooks of all shops from a few addresses, so those that hold are not counted. Whoever hangs up
 * before the answer counts as refused.
 */
function countIfRefused({ limits, log }: Options, address: string, response: Response): void {
  response.once("close", () => {
    if (response.writableFinished && !REFUSED.includes(response.statusCode)) return;
    limits.count("webhook", address).catch((err: unknown) => log.warn({ err }, "a webhook was not counted"));
  });
}

/** Whatever stands where a session token is looked for. */
function tokenIn({ headers, query }: Request): string | null {
  if (headers.authorization !== undefined) return headers.authorization.replace(/^Bearer /, "");
  if (!("id_token" in query)) return null;
  return typeof query.id_token === "string" ? query.id_token : "";
}
