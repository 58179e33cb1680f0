import type { RequestHandler } from "express";
import { beforeHeaders } from "./platform/before-headers.server.ts";

const TWO_HOURS_SECONDS = "7200";

/**
 * Lets extensions ask: they run on another origin (https://extensions.shopifycdn.com; while developing, wherever
 * Shopify's CLI serves them), in a worker that sends our session token by itself
 * (https://shopify.dev/docs/api/admin-extensions#security). Any origin may: what lets somebody in is the token that they
 * send, never a cookie, and who has one needs no browser. Questions of browsers are answered before anything is counted,
 * since they carry no token. Set at the last moment: the library sets the same on some of its answers, and twice is none.
 */
export const answerExtensions: RequestHandler = ({ method, headers: { authorization } }, response, next) => {
  beforeHeaders(response, () => {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  });
  if (method === "OPTIONS") {
    response.setHeader("Access-Control-Allow-Methods", "GET");
    response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
    response.setHeader("Access-Control-Max-Age", TWO_HOURS_SECONDS);
    return void response.status(204).end();
  }
  // A page without a token is sent through the admin; nobody looks at an answer of the API.
  if (!authorization) return void response.status(401).type("text").send("Unauthorized");
  next();
};
