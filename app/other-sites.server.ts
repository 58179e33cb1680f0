import type { RequestHandler } from "express";

const READING = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another site's page makes a browser send. No cookie lets anybody in, so it could do nothing; but Remix
 * would take it for an error of ours. Who sends a session token was let do so by us, and is asked for it later.
 */
export function refuseOtherSites(appUrl: string): RequestHandler {
  const ours = new URL(appUrl).origin;
  return ({ method, headers: { origin, authorization } }, response, next) => {
    if (READING.includes(method) || authorization || !origin || origin === ours) return next();
    response.status(403).type("text").send("Forbidden");
  };
}
