import {
  json,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import type { AppLoadContext, TypedResponse } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import {
  isPackshotError,
  PackshotError,
  sentenceFor,
  statusOf,
  type ErrorCode,
} from "../../platform/errors.ts";
import { withNonce } from "./with-nonce.server.ts";

type Person = Awaited<ReturnType<AppLoadContext["requirePerson"]>>;
export type Visit = Person &
  Pick<LoaderFunctionArgs, "request" | "params"> &
  Pick<AppLoadContext, "services">;

/** What the browser gets of a failure of ours. */
export type Failure = { failure: { code: ErrorCode; sentence: string } };

/** The headers shopify-app-remix put on its Responses reach the browser. */
export const headers: HeadersFunction = (args) => boundary.headers(args);

/** While all of a shop is erased, its people see that page wherever they go. */
const ERASING_PAGE = "/app/privacy/erase";

/** A loader of an embedded page: knows who asks; a failure of ours becomes the page's ErrorBoundary. */
export function embeddedLoader<T>(load: (visit: Visit) => Promise<T>, { whileErasing = false } = {}) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    const seen: Seen = {};
    try {
      const visit = await visitOf(args, seen);
      if (!whileErasing && (await visit.services.privacy.isErasing(visit.shop))) throw redirect(ERASING_PAGE);
      return await load(visit);
    } catch (error) {
      throw answerTo(error, args, seen);
    }
  };
}

/** An action of an embedded page: a failure of ours is its answer, shown in place. */
export function embeddedAction<T>(act: (visit: Visit) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<T | TypedResponse<Failure>> => {
    const seen: Seen = {};
    try {
      const visit = await visitOf(args, seen);
      if (await visit.services.privacy.isErasing(visit.shop)) throw new PackshotError("shop_erasing");
      return await act(visit);
    } catch (error) {
      const answer = answerTo(error, args, seen);
      if (isPackshotError(error)) return answer as TypedResponse<Failure>;
      throw answer;
    }
  };
}

/** Who asks, as soon as that is known. */
type Seen = { shop?: string; person?: string };

async function visitOf({ request, params, context }: LoaderFunctionArgs, seen: Seen): Promise<Visit> {
  const visit = await context.requirePerson(request).catch(async (thrown: unknown) => {
    throw await withNonce(thrown, context.nonce);
  });
  Object.assign(seen, { shop: visit.shop, person: visit.person.id });
  return { ...visit, request, params, services: context.services };
}

/** Unexpected errors that were logged here, where it is known whose request it was. */
const logged = new WeakSet<object>();

export function isLogged(error: unknown): boolean {
  return typeof error === "object" && error !== null && logged.has(error);
}

function answerTo(error: unknown, { request, params, context }: LoaderFunctionArgs, seen: Seen): unknown {
  const { log } = context.services;
  // Not the address: its parameters hold the session token.
  const where = { ...seen, method: request.method, path: new URL(request.url).pathname, params };
  if (isPackshotError(error)) {
    const { code, data } = error;
    if (statusOf(code) >= 500) log.warn({ ...where, code, err: error }, "answered with a failure");
    else log.info({ ...where, code, data }, "answered with a refusal");
    return failureAnswer(code, data.retryAfterSeconds);
  }
  if (error instanceof Error && !request.signal.aborted) {
    log.error({ ...where, err: error }, "request failed");
    logged.add(error);
  }
  return error;
}

export function failureAnswer(code: ErrorCode, retryAfterSeconds?: unknown): TypedResponse<Failure> {
  const headers =
    typeof retryAfterSeconds === "number" ? { "Retry-After": `${retryAfterSeconds}` } : undefined;
  return json({ failure: { code, sentence: sentenceFor(code) } }, { status: statusOf(code), headers });
}
