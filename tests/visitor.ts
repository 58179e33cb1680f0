import { randomUUID } from "node:crypto";
import type { Stack } from "./stack.ts";

const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0";

/** App Bridge sends a request once more, with a new session token, when the answer says so. */
const RETRY_HEADER = "X-Shopify-Retry-Invalid-Session-Request";

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

export type Answer = { status: number; headers: Headers; body: unknown };
export type Visitor = ReturnType<typeof visitor>;

type Who = { shop: string; userId: number };

/** A member of staff who uses Packshot's pages without a browser: the requests Remix's client would send. */
export function visitor(stack: Pick<Stack, "appUrl" | "shopify">, who: Who) {
  const { appUrl, shopify } = stack;
  const tokens: string[] = [];

  async function token(): Promise<string> {
    const response = await fetch(`${shopify.origin}/sandbox/session-token`, {
      method: "POST",
      // Its server is in this very process: after a test has been busy for seconds, a kept connection is just being closed.
      headers: { "Content-Type": "application/json", Connection: "close" },
      body: JSON.stringify(who),
    });
    const { token } = (await response.json()) as { token: string };
    tokens.push(token);
    return token;
  }

  async function send(path: string, routeId: string, init: RequestInit): Promise<Answer> {
    const url = new URL(path, appUrl);
    url.searchParams.set("_data", routeId);
    const ask = async () => {
      const headers = new Headers(init.headers);
      headers.set("Authorization", `Bearer ${await token()}`);
      headers.set("User-Agent", USER_AGENT);
      return fetch(url, { redirect: "manual", ...init, headers });
    };
    const first = await ask();
    const response = first.headers.has(RETRY_HEADER) ? await ask() : first;
    const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
    const body: unknown = isJson ? await response.json() : await response.text();
    return { status: response.status, headers: response.headers, body };
  }

  /** A request for the data alone of a route, ready to be sent. */
  async function dataRequest(path: string, routeId: string): Promise<() => Promise<Response>> {
    const url = new URL(path, appUrl);
    url.searchParams.set("_data", routeId);
    const headers = { Authorization: `Bearer ${await token()}`, "User-Agent": USER_AGENT };
    return () => fetch(url, { redirect: "manual", headers });
  }

  /** The address of a whole page, as the admin's frame asks for it. */
  async function pageUrl(path: string): Promise<URL> {
    const url = new URL(path, appUrl);
    const host = Buffer.from(`admin.shopify.com/store/${who.shop.split(".")[0]}`).toString("base64url");
    const frame = { embedded: "1", shop: who.shop, host, id_token: await token() };
    for (const [name, value] of Object.entries(frame)) url.searchParams.set(name, value);
    return url;
  }

  return {
    who,
    /** Every session token that was used. */
    tokens,
    pageUrl,
    dataRequest,
    open: (url: URL) => fetch(url, { redirect: "manual", headers: { "User-Agent": USER_AGENT } }),
    get: (path: string, routeId: string) => send(path, routeId, {}),
    /** Posts a form with a fresh token, unless `fields` name one; `formToken: null` leaves it out. */
    post(path: string, routeId: string, fields: Record<string, string | string[] | null>) {
      const form = new URLSearchParams();
      for (const [name, value] of Object.entries({ formToken: randomUUID(), ...fields })) {
        for (const one of value === null ? [] : [value].flat()) form.append(name, one);
      }
      return send(path, routeId, { method: "POST", body: form });
    },
    /** Posts a form in chunks, without saying how long it is. */
    postChunks: (path: string, routeId: string, body: ReadableStream) =>
      send(path, routeId, { method: "POST", body, headers: FORM, duplex: "half" }),
  };
}
