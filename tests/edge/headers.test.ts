import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentPolicy } from "../../app/content-policy.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
});
afterAll(() => stack.close());

const policyOf = ({ headers }: Response) => headers.get("Content-Security-Policy") ?? "";
const directive = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((one) => one.startsWith(`${name} `))
    ?.slice(name.length + 1);

async function openApp(): Promise<Response> {
  const { visit } = merchant(stack);
  return visit.open(await visit.pageUrl("/app"));
}

describe("a page of the app", () => {
  it("runs no script without the nonce of this very answer", async () => {
    const [one, other] = [await openApp(), await openApp()];
    const scripts = directive(policyOf(one), "script-src") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "none";
    expect(scripts).not.toMatch(/unsafe|\*|strict-dynamic/);
    expect(policyOf(other)).not.toContain(nonce);
    const tags = (await one.text()).match(/<script[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(3);
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
  });

  it("is framed by its own shop's admin alone", async () => {
    const ancestors = directive(policyOf(await openApp()), "frame-ancestors");
    expect(ancestors).toBe(`https://${NORTHWIND} https://admin.shopify.com ${stack.shopify.origin}`);
  });
});

it.each([
  ["/nowhere", 404],
  ["/assets/nothing.js", 404],
  ["/assets/%E0%A4%A", 400],
  ["/favicon.svg", 200],
  ["/healthz", 200],
  ["/webhooks/app/uninstalled", 405],
])("%s says the same of itself to the browser, and is framed by nobody", async (path, status) => {
  const answer = await fetch(stack.appUrl + path);
  expect(answer.status).toBe(status);
  expect(directive(policyOf(answer), "frame-ancestors")).toBe("'none'");
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(answer.headers.get("Referrer-Policy")).toBe("strict-origin");
  expect(answer.headers.get("Permissions-Policy")).toContain("camera=()");
  expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  expect(answer.headers.has("X-Powered-By")).toBe(false);
});

it("the library's own pages run their scripts by the nonce, too", async () => {
  const address = `${stack.appUrl}/auth/session-token?shop=${NORTHWIND}&shopify-reload=%2Fapp`;
  const answer = await fetch(address, { headers: { "User-Agent": "Mozilla/5.0 Chrome/153.0.0.0" } });
  const nonce = /'nonce-([^']+)'/.exec(policyOf(answer))?.[1] ?? "none";
  const tags = (await answer.text()).match(/<script[^>]*>/g) ?? [];
  expect(tags.length).toBeGreaterThan(0);
  for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
});

it.each([
  "evil.example",
  "northwind-goods.myshopify.com.evil.example",
  "a b.myshopify.com",
  "*.myshopify.com",
])("a shop called %s gets into no policy", (shop) => {
  const sources = {
    appBridgeUrl: "https://cdn.shopify.com/shopifycloud/app-bridge.js",
    filesUrl: "https://f.example",
  };
  const address = `/app?${new URLSearchParams({ shop }).toString()}`;
  const policy = contentPolicy(
    { ...sources, mediaHosts: ["cdn.shopify.com"], moreAncestors: [] },
    address,
    "n",
  );
  expect(directive(policy, "frame-ancestors")).toBe("https://*.myshopify.com https://admin.shopify.com");
  expect(directive(policy, "script-src")).toBe("'self' 'nonce-n' https://cdn.shopify.com/shopifycloud/");
});
