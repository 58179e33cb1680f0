import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { isLogged } from "./routes/edge/embedded.server.ts";
import { speechIn } from "./texts/catalogues.server.ts";
import type { Spoken } from "./texts/languages.ts";
import { Speaking } from "./texts/speaking.tsx";
import { Nonce } from "./ui/frame/nonce.ts";

const RENDER_TIMEOUT_MS = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  headers.set("Link", `<${context.services.env.appBridgeUrl}>; rel="preload"; as="script"`);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <Nonce.Provider value={context.nonce}>
        <Speaking speech={speechIn(languageIn(remixContext))}>
          <RemixServer
            context={remixContext}
            url={request.url}
            abortDelay={RENDER_TIMEOUT_MS}
            nonce={context.nonce}
          />
        </Speaking>
      </Nonce.Provider>,
      {
        nonce: context.nonce,
        onShellReady() {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError: (error) => context.services.log.error({ err: error }, "rendering failed"),
      },
    );
    setTimeout(abort, RENDER_TIMEOUT_MS + 1_000).unref();
  });
}

/** As the root's loader found it; where that failed, the page that says so is English. */
function languageIn({ staticHandlerContext }: EntryContext): Spoken {
  const root = staticHandlerContext.loaderData.root as { spoken?: Spoken } | undefined;
  return root?.spoken ?? { language: "en", locale: "en" };
}

/**
 * Remix hands every unexpected error of a loader or action here; the browser sees none of it. An error response is
 * what Remix itself answers to a request that fits no route.
 */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted || isRouteErrorResponse(error) || isLogged(error)) return;
  const { pathname } = new URL(request.url);
  context.services.log.error({ err: error, method: request.method, path: pathname }, "request failed");
}
