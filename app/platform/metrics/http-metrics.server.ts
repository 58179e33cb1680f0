import { matchRoutes } from "@remix-run/react";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import type { Metrics } from "./metrics.server.ts";

type Routes = ServerBuild["routes"];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** Times every request by the route it goes to: never by its address, which is the visitor's to choose. */
export function timeRequests(routes: Routes, ended: Metrics["httpRequestEnded"]): RequestHandler {
  const tree = childrenOf(routes, undefined);
  return (request, response, next) => {
    const startedAt = performance.now();
    const { path } = request;
    response.once("close", () => {
      const route = path.startsWith("/assets/") ? "assets" : routeOf(tree, path);
      const method = METHODS.includes(request.method) ? request.method : "other";
      const seconds = (performance.now() - startedAt) / 1000;
      ended({ route, method, status: response.statusCode }, seconds);
    });
    next();
  };
}

const METHODS = ["GET", "HEAD", "POST"];

function routeOf(tree: RouteObject[], path: string): string {
  if (!isDecodable(path)) return "none"; // the router would write a line about it that is no JSON
  return matchRoutes(tree, path)?.at(-1)?.route.id?.replace("routes/", "") ?? "none";
}

function isDecodable(path: string): boolean {
  try {
    decodeURI(path);
    return true;
  } catch {
    return false;
  }
}

/** Remix's flat list as the tree its router matches. */
function childrenOf(routes: Routes, parentId: string | undefined): RouteObject[] {
  return Object.values(routes).flatMap((route) =>
    route && route.parentId === parentId
      ? [{ id: route.id, path: route.path, ...kindOf(routes, route) }]
      : [],
  );
}

function kindOf(routes: Routes, { id, index }: { id: string; index?: boolean }) {
  return index ? { index: true as const } : { children: childrenOf(routes, id) };
}
