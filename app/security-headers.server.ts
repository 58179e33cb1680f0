import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { contentPolicy } from "./content-policy.ts";
import { beforeHeaders } from "./platform/before-headers.server.ts";
import type { Env } from "./platform/env.server.ts";

/** On every answer: pages, data, files, errors. */
const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin",
  "Permissions-Policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};
const TWO_YEARS_SECONDS = 63_072_000;

type Config = Pick<Env, "APP_BRIDGE_URL" | "S3_ENDPOINT" | "MEDIA_HOSTS" | "FRAME_ANCESTORS" | "isSandbox">;

/**
 * What every answer says to the browser. Set at the last moment, over the library's policy, which speaks of frames alone;
 * a page that has a whole policy of its own, as the public ones, keeps it.
 */
export function createSecurityHeaders(env: Config) {
  const nonces = new WeakMap<Response, string>();
  const sources = {
    appBridgeUrl: env.APP_BRIDGE_URL,
    filesUrl: env.S3_ENDPOINT,
    mediaHosts: env.MEDIA_HOSTS,
    moreAncestors: env.FRAME_ANCESTORS,
  };
  const headers = Object.entries(
    env.isSandbox
      ? ALWAYS
      : { ...ALWAYS, "Strict-Transport-Security": `max-age=${TWO_YEARS_SECONDS}; includeSubDomains` },
  );
  const handle: RequestHandler = (request, response, next) => {
    const nonce = randomBytes(16).toString("base64");
    const address = request.originalUrl;
    nonces.set(response, nonce);
    beforeHeaders(response, () => {
      for (const [name, value] of headers) {
        if (!response.hasHeader(name)) response.setHeader(name, value);
      }
      if (!hasWholePolicy(response)) {
        response.setHeader("Content-Security-Policy", contentPolicy(sources, address, nonce));
      }
      // Pages and data are one shop's, and may lie on a machine that others use.
      if (!response.hasHeader("Cache-Control")) response.setHeader("Cache-Control", "no-store");
    });
    next();
  };
  /** What a script of this answer has to carry. */
  return { handle, nonceOf: (response: Response) => nonces.get(response) ?? "" };
}

function hasWholePolicy(response: Response): boolean {
  const policy = response.getHeader("Content-Security-Policy");
  return typeof policy === "string" && policy.startsWith("default-src ");
}
