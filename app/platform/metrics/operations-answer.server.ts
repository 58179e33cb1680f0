import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Registry } from "prom-client";
import { createHttpServer } from "../http-server.server.ts";
import type { Logger } from "../logger.server.ts";

type Deps = {
  registry: Registry;
  /** Where it is set, whoever asks for metrics must send it. */
  token: string | undefined;
  readiness: () => Promise<Record<string, string>>;
};

/** Answers what operators' tools ask; false when that was something else. */
export type OperationsAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
  where: { metricsAreOpen: boolean },
) => Promise<boolean>;

export function createOperationsAnswer({ registry, token, readiness }: Deps): OperationsAnswer {
  const metrics = async (request: IncomingMessage, response: ServerResponse, isOpen: boolean) => {
    if (!token && !isOpen) return send(response, 404, "text/plain", "Not Found"); // as if there were none
    if (token && !isSame(request.headers.authorization, `Bearer ${token}`)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      return send(response, 401, "text/plain", "Unauthorized");
    }
    send(response, 200, registry.contentType, await registry.metrics());
  };
  return async (request, response, { metricsAreOpen }) => {
    switch (pathOf(request)) {
      case "/healthz":
        send(response, 200, "application/json", JSON.stringify({ ok: true }));
        return true;
      case "/readyz": {
        const parts = await readiness();
        const isReady = Object.values(parts).every((part) => part === "ok");
        send(response, isReady ? 200 : 503, "application/json", JSON.stringify(parts));
        return true;
      }
      case "/metrics":
        await metrics(request, response, metricsAreOpen);
        return true;
      default:
        return false;
    }
  };
}

/** The same answers on a port of their own, which only an inner network should reach: nothing else is served there. */
export function serveOperations(
  answer: OperationsAnswer,
  { port, host, log }: { port: number; host: string; log: Logger },
): Server | null {
  if (port === 0) return null;
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, { metricsAreOpen: true }).then(
      (isAnswered) => isAnswered || send(response, 404, "text/plain", "Not Found"),
      (error: unknown) => {
        log.error({ err: error }, "metrics failed");
        response.destroy();
      },
    );
  };
  return createHttpServer(listener, { log }).listen(port, host, () =>
    log.info({ port }, "metrics are served"),
  );
}

function pathOf({ method, url = "" }: IncomingMessage): string {
  return method === "GET" || method === "HEAD" ? (url.split("?")[0] ?? "") : "";
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "Content-Type": type }).end(body);
}

/** Without telling by the time it takes how much of it was right. */
function isSame(given: string | undefined, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given ?? ""), digest(wanted));
}
