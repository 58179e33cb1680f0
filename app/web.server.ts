import { readdir } from "node:fs/promises";
import { STATUS_CODES } from "node:http";
import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express } from "express";
import { answerExtensions } from "./extension-origin.server.ts";
import { limitAddresses } from "./limit-addresses.server.ts";
import { limitCostly, limitShops } from "./limit-requests.server.ts";
import { refuseOtherSites } from "./other-sites.server.ts";
import { createRequirePerson } from "./require-person.server.ts";
import type { Logger } from "./platform/logger.server.ts";
import { timeRequests } from "./platform/metrics/http-metrics.server.ts";
import { serverTiming } from "./platform/server-timing.server.ts";
import { createSecurityHeaders } from "./security-headers.server.ts";
import type { Services } from "./services.server.ts";
import { createRefusalOf } from "./session-token.server.ts";
import { zippedFiles } from "./zipped-files.server.ts";
import { createShopLanguage } from "./shop-language.server.ts";

const CLIENT_FILES = fileURLToPath(new URL("../build/client", import.meta.url));
const SERVER_BUILD = new URL("../build/server/index.js", import.meta.url).href;

/** The HTTP side: health and metrics, static files, and Remix for everything else. */
export async function createWeb(services: Services): Promise<Express> {
  const build = (await import(SERVER_BUILD)) as ServerBuild;
  const { operations, metrics, env, requestLimits } = services;
  const context = {
    services: limitCostly(services, requestLimits),
    requirePerson: limitShops(createRequirePerson(services), requestLimits),
    shopLanguage: createShopLanguage(services),
  };
  const security = createSecurityHeaders(services.env);
  const web = express();
  web.disable("x-powered-by");
  if (env.TRUST_PROXY) web.set("trust proxy", env.TRUST_PROXY);
  web.use(security.handle);

  web.use((request, response, next) => {
    operations(request, response, { metricsAreOpen: env.isSandbox }).then(
      (isAnswered) => isAnswered || next(),
      next,
    );
  });
  web.use(timeRequests(build.routes, metrics.httpRequestEnded));

  web.use(serverTiming, compression(), refuseOtherSites(env.SHOPIFY_APP_URL));
  web.use(
    "/assets",
    zippedFiles(new Set(await readdir(`${CLIENT_FILES}/assets`))),
    express.static(`${CLIENT_FILES}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  web.use(express.static(CLIENT_FILES, { maxAge: "1h" }));
  web.use("/api", answerExtensions);
  web.use(
    limitAddresses({
      limits: requestLimits,
      trustProxy: env.TRUST_PROXY,
      log: services.log,
      refusalOf: createRefusalOf(services.shopify),
    }),
  );
  const remix = createRequestHandler({
    ...{ build, mode: "production" },
    getLoadContext: (_request, response) => ({ ...context, nonce: security.nonceOf(response) }),
  });
  web.all("*", (request, response, next) => void remix(request, response, next));
  web.use(answerError(services.log));
  return web;
}

/** Express's own answer shows the stack where NODE_ENV is not set, and writes it to stderr, which is no JSON. */
function answerError(log: Logger): ErrorRequestHandler {
  return (error: unknown, { method, path }, response, _next) => {
    const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
    if (status >= 500) log.error({ err: error, method, path }, "request failed");
    if (response.headersSent) return void response.destroy();
    response.status(status).type("text").send(STATUS_CODES[status]);
  };
}
