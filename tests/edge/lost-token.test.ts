import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Token } from "../../sandbox/shopify/model.ts";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

/* Shopify ends a person's token when they log out, and all of a shop's at an uninstall: long before it expires. */

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  await stack.startWeb();
  nora = merchant(stack);
});
afterAll(() => stack.close());

const db = () => stack.database.db;
const products = () => nora.visit.get("/app/products", "routes/app.products._index");
const tokens = (kind: Token["kind"]) => nora.shop.tokens.filter((token) => token.kind === kind);
const exchanged = () => [tokens("online").length, tokens("offline").length];

function revoke(...kinds: Token["kind"][]): void {
  for (const token of kinds.flatMap(tokens)) token.revoked = true;
}

beforeEach(async () => {
  expect((await products()).status).toBe(200);
});

describe("a person who logged out and in again", () => {
  it("is let in by one new exchange, whatever they open", { timeout: 60_000 }, async () => {
    const [online = 0, offline = 0] = exchanged();
    const [product] = nora.products();
    const ways = [
      products,
      () => nora.visit.get(`/app/products/${product?.id.split("/").at(-1)}`, "routes/app.products.$id"),
      () => nora.visit.get("/app/generate?from=search", "routes/app.generate"),
    ];
    for (const [before, open] of ways.entries()) {
      revoke("online");
      expect((await open()).status).toBe(200);
      expect(exchanged()).toEqual([online + before + 1, offline + before + 1]);
    }
  });

  it("loses no form that they sent", async () => {
    revoke("online");
    const formToken = randomUUID();
    const [product] = nora.products();
    const answer = product && (await nora.generate([nora.photoOf(product)], { formToken }));
    expect(answer?.status).toBe(204);
    expect(await db().batch.count({ where: { formToken } })).toBe(1);
  });

  it("is sent for a new session token when they load a whole page", async () => {
    revoke("online");
    const answer = await nora.visit.open(await nora.visit.pageUrl("/app/products"));
    expect(answer.status).toBe(302);
    const to = new URL(answer.headers.get("location") ?? "", stack.appUrl);
    expect(to.pathname).toBe("/auth/session-token");
    expect(to.searchParams.get("shopify-reload")).toContain(`${stack.appUrl}/app/products?`);
    expect(to.searchParams.get("shopify-reload")).not.toContain("id_token");
    expect((await nora.visit.open(await nora.visit.pageUrl("/app/products"))).status).toBe(200);
  });
});

describe("a shop whose own token died unnoticed", () => {
  /** What a search finds, read with the shop's own token. */
  async function asked() {
    const formToken = randomUUID();
    await nora.quote({ from: "search", filters: "{}" }, { formToken });
    return formToken;
  }
  const quoted = (formToken: string) =>
    eventually(
      () => db().batch.findFirst({ where: { formToken } }),
      (batch) => batch?.state === "quoted" || Boolean(batch?.failureCode),
    );
  const parked = () =>
    eventually(
      () => db().shop.findUniqueOrThrow({ where: { shop: NORTHWIND } }),
      ({ reconnectSince }) => reconnectSince !== null,
    );

  it("gets a new one at the next visit, whose own token still holds", { timeout: 60_000 }, async () => {
    const [online = 0, offline = 0] = exchanged();
    revoke("offline");
    const formToken = await asked();
    expect(await parked()).toMatchObject({ reconnectWhy: "refused" });
    expect((await products()).status).toBe(200);
    expect(exchanged()).toEqual([online + 1, offline + 1]);
    expect(await quoted(formToken)).toMatchObject({ state: "quoted", failureCode: null });
  });

  it("was installed again although its uninstall was never told: all is well after one visit", async () => {
    revoke("online", "offline");
    expect((await products()).status).toBe(200);
    expect(await quoted(await asked())).toMatchObject({ state: "quoted" });
  });

  it("whose refresh is refused gets a new one at the next visit", { timeout: 60_000 }, async () => {
    revoke("offline");
    await db().session.updateMany({ where: { isOnline: false }, data: { expires: new Date() } });
    const formToken = await asked();
    await parked();
    expect((await products()).status).toBe(200);
    expect(await quoted(formToken)).toMatchObject({ state: "quoted", failureCode: null });
  });
});
