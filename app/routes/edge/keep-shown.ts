import { useLocation, useMatches, useRevalidator } from "@remix-run/react";
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { useEffect } from "react";
import { answered, missed, pauseLeft, useMissed } from "../../ui/frame/missed.ts";

/** The page that is on the screen, and what its loader had answered. */
let shown: { path: string; data: unknown } | null = null;

/** Whether it stood in for a newer one that did not come. */
let isOld = false;

/** Once around all pages. A page that could not load itself again does so later, whether or not it polls. */
export function useShown(): void {
  const { pathname, search } = useLocation();
  const data: unknown = useMatches().at(-1)?.data;
  useEffect(() => {
    shown = { path: pathname + search, data };
  }, [pathname, search, data]);

  const { misses } = useMissed();
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isOld || state !== "idle") return;
    const timer = setTimeout(revalidate, pauseLeft());
    return () => clearTimeout(timer);
  }, [misses, state, revalidate]);
}

/**
 * The loader of a page in the browser. When the page that is on the screen is loaded again (polling, or after a form was
 * sent) and that fails for now, it stays as it is: an error in its place would take away what people look at and type.
 */
export async function keepShown({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<unknown> {
  const { pathname, search } = new URL(request.url);
  isOld = false;
  return orElse<unknown>(request, serverLoader, () => {
    isOld = shown?.path === pathname + search && shown.data !== undefined;
    return isOld ? { data: shown?.data } : null;
  });
}

type Polled<T> = { data: T | null; isMissed: boolean };

/** The loader, in the browser, of what a page polls: the last answer stands in for one that fails for now. */
export function pollLoader<T>() {
  let last: { path: string; data: T } | null = null;
  return async ({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<Polled<T>> => {
    const path = new URL(request.url).pathname;
    const before = last?.path === path ? last.data : null;
    const load = async () => {
      const data = (await serverLoader()) as T;
      last = { path, data };
      return { data, isMissed: false };
    };
    return orElse<Polled<T>>(request, load, () => ({ data: { data: before, isMissed: true } }));
  };
}

async function orElse<T>(
  { signal }: Request,
  load: () => Promise<T>,
  instead: () => { data: T } | null,
): Promise<T> {
  try {
    const data = await load();
    answered();
    return data;
  } catch (thrown) {
    if (signal.aborted) throw thrown; // somebody went to another page meanwhile
    const standIn = passes(thrown) ? instead() : null;
    if (standIn) missed(retryAfterIn(thrown));
    else answered(); // with an error, which takes the page's place
    if (!standIn) throw thrown;
    return standIn.data;
  }
}

/** Too much at once, an error of the server's, or no answer at all; not that the page is gone, or somebody else's. */
function passes(thrown: unknown): boolean {
  return thrown instanceof Response ? thrown.status === 429 || thrown.status >= 500 : true;
}

function retryAfterIn(thrown: unknown): number | null {
  const seconds = thrown instanceof Response ? Number(thrown.headers.get("Retry-After")) : 0;
  return seconds > 0 ? seconds : null;
}
