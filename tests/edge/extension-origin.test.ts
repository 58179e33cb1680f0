import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { merchant, numberOf } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

/** Where Shopify runs extensions. */
const ORIGIN = "https://extensions.shopifycdn.com";
const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0";

let stack: Stack;
let nora: ReturnType<typeof merchant>;
let id: string;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb({
    STRANGER_REQUESTS_PER_MINUTE: "3",
    TRUST_PROXY: "1",
    SHOP_REQUESTS_PER_MINUTE: "20",
  });
  nora = merchant(stack);
  id = numberOf(nora.products()[0]?.id ?? "");
});
afterAll(() => stack.close());

/** As the block asks: from its origin, with the token that Shopify puts on. */
const ask = async (token?: string, init: RequestInit = {}) =>
  fetch(`${stack.appUrl}/api/product/${id}`, {
    ...{ redirect: "manual", ...init },
    headers: {
      ...{ Origin: ORIGIN, "User-Agent": USER_AGENT },
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...init.headers,
    },
  });

async function token(): Promise<string> {
  const url = await nora.visit.pageUrl("/app");
  return url.searchParams.get("id_token") ?? "";
}

const allowed = (answer: Response) => answer.headers.get("Access-Control-Allow-Origin");

describe("an extension on Shopify's origin", () => {
  it("may ask, by a question that costs nobody anything", async () => {
    const question = {
      method: "OPTIONS",
      headers: { "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization" },
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(undefined, question)));
    for (const answer of answers) {
      expect(answer.status).toBe(204);
      expect(allowed(answer)).toBe("*");
      expect(answer.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
      expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
    }
  });

  it("is answered before its person has ever opened Packshot", async () => {
    const answer = await ask(await token());
    expect(answer.status).toBe(200);
    expect(allowed(answer)).toBe("*");
    const none = { amount: 0, isMore: false };
    expect(await answer.json()).toEqual({ images: [], waiting: none, running: none, failed: none });
  });

  it("can read why it got nothing: no token, one that does not hold, too much at once", async () => {
    const refused = [await ask(), await ask("not.a.token")];
    expect(refused.map(({ status }) => status)).toEqual([401, 401]);
    expect(refused.map(allowed)).toEqual(["*", "*"]);

    const own = await token();
    const many = await Promise.all(Array.from({ length: 30 }, () => ask(own)));
    const told = many.find(({ status }) => status === 429);
    expect(told && allowed(told)).toBe("*");
    expect(told?.headers.get("Access-Control-Expose-Headers")).toContain("Retry-After");
    expect(await told?.json()).toMatchObject({ failure: { code: "too_many_requests" } });
  });
});

it("no page of the app may be read from another origin", async () => {
  const page = await fetch(`${stack.appUrl}/app`, { redirect: "manual", headers: { Origin: ORIGIN } });
  expect(allowed(page)).toBeNull();
});
