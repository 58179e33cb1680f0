import {
  json,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import type { AppLoadContext, TypedResponse } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { isPackshotError, sentenceFor, statusOf, type ErrorCode } from "../../platform/errors.ts";

type Person = Awaited<ReturnType<AppLoadContext["requirePerson"]>>;
export type Visit = Person &
  Pick<LoaderFunctionArgs, "request" | "params"> &
  Pick<AppLoadContext, "services">;

/** What the browser gets of a failure of ours. */
export type Failure = { failure: { code: ErrorCode; sentence: string } };

/** The headers shopify-app-remix put on its Responses reach the browser. */
export const headers: HeadersFunction = (args) => boundary.headers(args);

/** A loader of an embedded page: knows who asks; a failure of ours becomes the page's ErrorBoundary. */
export function embeddedLoader<T>(load: (visit: Visit) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      return await load(await visitOf(args));
    } catch (error) {
      throw answerTo(error, args.context);
    }
  };
}

/** An action of an embedded page: a failure of ours is its answer, shown in place. */
export function embeddedAction<T>(act: (visit: Visit) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<T | TypedResponse<Failure>> => {
    try {
      return await act(await visitOf(args));
    } catch (error) {
      const answer = answerTo(error, args.context);
      if (isPackshotError(error)) return answer as TypedResponse<Failure>;
      throw answer;
    }
  };
}

async function visitOf({ request, params, context }: LoaderFunctionArgs): Promise<Visit> {
  return { ...(await context.requirePerson(request)), request, params, services: context.services };
}

function answerTo(error: unknown, context: AppLoadContext): unknown {
  if (!isPackshotError(error)) return error;
  if (statusOf(error.code) >= 500) context.services.log.warn({ err: error }, "answered with a failure");
  return failureAnswer(error.code);
}

export function failureAnswer(code: ErrorCode): TypedResponse<Failure> {
  return json({ failure: { code, sentence: sentenceFor(code) } }, { status: statusOf(code) });
}
