import type { Channel } from "./channel.ts";

/** A token is used until this long before it expires, as the real script caches them. */
const SPARE_MS = 10_000;

export type IdTokens = { get: () => Promise<string>; forget: () => void };

export function createIdTokens(channel: Channel): IdTokens {
  let token: Promise<string> | null = null;
  let freshUntil = 0;
  return {
    get() {
      if (token && Date.now() < freshUntil) return token;
      freshUntil = Infinity;
      token = channel.ask("idToken").then((value) => {
        const text = String(value);
        freshUntil = expiryOf(text) - SPARE_MS;
        return text;
      });
      token.catch(() => (token = null));
      return token;
    },
    forget: () => (token = null),
  };
}

function expiryOf(token: string): number {
  const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  return (JSON.parse(atob(payload)) as { exp: number }).exp * 1000;
}

const RETRY_HEADER = "X-Shopify-Retry-Invalid-Session-Request";
const REAUTHORIZE_HEADER = "X-Shopify-API-Request-Failure-Reauthorize-Url";

/**
 * Every request of the app to itself carries a fresh token, and is sent once more when the app's server says that
 * Shopify refused it: https://shopify.dev/docs/api/app-bridge-library/apis/resource-fetching
 */
export function authorizeFetch(tokens: IdTokens): void {
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has("Authorization")) {
      return plainFetch(request);
    }
    const again = request.clone();
    const answer = await plainFetch(await authorized(request, tokens));
    if (!answer.headers.has(RETRY_HEADER)) return followReauthorization(answer);
    tokens.forget();
    return plainFetch(await authorized(again, tokens));
  };
}

async function authorized(request: Request, tokens: IdTokens): Promise<Request> {
  request.headers.set("Authorization", `Bearer ${await tokens.get()}`);
  request.headers.set("X-Requested-With", "XMLHttpRequest");
  return request;
}

function followReauthorization(answer: Response): Response {
  const url = answer.headers.get(REAUTHORIZE_HEADER);
  if (url) window.open(url, "_top");
  return answer;
}
