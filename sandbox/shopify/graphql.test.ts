import { beforeEach, describe, expect, test } from "vitest";
import { createTestShop } from "./admin-api/test-shop.ts";
import type { NextFault, Product } from "./model.ts";
import { addMedia, addProduct } from "./store.ts";

let sandbox: ReturnType<typeof createTestShop>;
let product: Product;
beforeEach(() => {
  sandbox = createTestShop();
  product = addProduct(sandbox.store, sandbox.shop, { title: "Mug" });
});

const RENAME = `mutation Rename($id: ID!, $title: String!) {
  productUpdate(product: { id: $id, title: $title }) { product { title } userErrors { message } } }`;
const rename = (title: string) => sandbox.execute(RENAME, { id: product.id, title });
const PRODUCTS = "query P { products(first: 10) { nodes { id title } } }";

describe("what a token may do", () => {
  test("nothing with products without a product scope", async () => {
    const answer = await sandbox.ask(PRODUCTS, {}, ["read_orders"]);
    expect(answer.data).toBeNull();
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: "Access denied for products field. Required access: `read_products` access scope.",
        path: ["products"],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: "`read_products` access scope.",
        },
      }),
    ]);
  });

  test("a person who may only read cannot change", async () => {
    const answer = await sandbox.ask(RENAME, { id: product.id, title: "Cup" }, ["read_products"]);
    expect(answer.data).toEqual({ productUpdate: null });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
    expect(product.title).toBe("Mug");
    expect((await sandbox.ask(PRODUCTS, {}, ["read_products"])).errors).toBeUndefined();
  });

  test("a node does not get round it", async () => {
    const text = "query N($id: ID!) { node(id: $id) { id ... on Product { title } } }";
    const answer = await sandbox.ask(text, { id: product.id }, []);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "ACCESS_DENIED" });
    expect(JSON.stringify(answer.data)).not.toContain("Mug");
  });
});

describe("what is refused", () => {
  test.each([
    ["query O { orders(first: 1) { nodes { id } } }", "It is not simulated by the sandbox."],
    [
      "query O { products(first: 1, savedSearchId: 1) { nodes { id } } }",
      "It is not simulated by the sandbox.",
    ],
    ["{ shop { name } }", "named operation"],
    ["query A { shop { name }", "Syntax Error"],
    ['query A { product(id: "7") { id } }', "Invalid global id '7'"],
    ['query A { product(id: "gid://shopify/Collection/7") { id } }', "Invalid id"],
    [
      'mutation A { productReorderMedia(id: "gid://shopify/Product/1", moves: []) { userErrors { message } } }',
      "deprecated",
    ],
    ["query A($id: ID!) { product(id: $id) { id } }", "$id"],
  ])("%s", async (text, message) => {
    const answer = await sandbox.ask(text);
    expect(answer.errors?.[0]?.message).toContain(message);
  });

  test("a request without a query", async () => {
    expect(await sandbox.execute("")).toMatchObject({ status: 400 });
  });

  test("an input list of more than 250", async () => {
    const ids = Array.from({ length: 251 }, (_, index) => `gid://shopify/Product/${index}`);
    const answer = await sandbox.ask("query N($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "MAX_INPUT_SIZE_EXCEEDED" });
  });
});

describe("cost", () => {
  test.each([
    ["query A { shop { name } }", 1, 1],
    ["query A { products(first: 10) { nodes { title } } }", 12, 3],
    ["query A { products(first: 10) { edges { cursor node { title } } pageInfo { hasNextPage } } }", 12, 3],
    ["query A { products(first: 10) { nodes { media(first: 5) { nodes { id } } } } }", 82, 6],
    [
      "query A { products(first: 10) { nodes { media(first: 5) { nodes { ... on MediaImage { image { url } } } } } } }",
      132,
      7,
    ],
    ["query A { productTypes(first: 200) { nodes } }", 2, 2],
    ['query A { product(id: "gid://shopify/Product/1") { media(first: 250) { nodes { id } } } }', 253, 1],
    ['query A { nodes(ids: ["gid://shopify/Product/1", "gid://shopify/Product/2"]) { id } }', 2, 0],
    [
      'mutation A { productDeleteMedia(productId: "gid://shopify/Product/1", mediaIds: []) { deletedMediaIds } }',
      10,
      10,
    ],
  ])("%s", async (text, requestedQueryCost, actualQueryCost) => {
    const file = {
      path: "/cdn/a.jpg",
      fileName: "a.jpg",
      width: 1,
      height: 1,
      bytes: 1,
      mimeType: "image/jpeg",
    };
    addMedia(sandbox.store, product, { file });
    const answer = await sandbox.ask(text);
    expect(answer.extensions?.cost).toEqual({
      requestedQueryCost,
      actualQueryCost,
      throttleStatus: {
        maximumAvailable: 2000,
        currentlyAvailable: 2000 - actualQueryCost,
        restoreRate: 100,
      },
    });
  });

  test("a query of more than 1000 points never runs", async () => {
    const text = "query A { products(first: 250) { nodes { media(first: 250) { nodes { id } } } } }";
    const answer = await sandbox.ask(text);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: "MAX_COST_EXCEEDED",
      cost: 63252,
      maxCost: 1000,
    });
  });

  test("an empty bucket throttles, with HTTP 200, until it has filled up again", async () => {
    for (let count = 0; count < 200; count++) expect(await rename("Cup")).toMatchObject({ status: 200 });
    expect(product.title).toBe("Cup");

    const refused = await rename("Bowl");
    expect(refused).toEqual({
      deliver: "answer",
      status: 200,
      body: {
        errors: [
          expect.objectContaining({
            message: "Throttled",
            extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
          }),
        ],
        extensions: {
          cost: {
            requestedQueryCost: 10,
            actualQueryCost: null,
            throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
          },
        },
      },
    });
    expect(product.title).toBe("Cup");

    sandbox.wait(100);
    await rename("Bowl");
    expect(product.title).toBe("Bowl");
  });
});

describe("faults", () => {
  const strike = (fault: NextFault["fault"]) =>
    sandbox.store.faults.next.push({ operation: "Rename", fault, times: 1 });

  test.each([
    ["error_500", { deliver: "answer", status: 500 }, "Mug"],
    ["throttled", { deliver: "answer", status: 200 }, "Mug"],
    ["hang", { deliver: "hang" }, "Mug"],
    ["userErrors", { deliver: "answer", status: 200 }, "Mug"],
    ["drop_answer", { deliver: "cut" }, "Cup"],
  ] as const)("%s strikes the named operation once", async (fault, answer, title) => {
    strike(fault);
    expect((await sandbox.ask(PRODUCTS)).data).toBeDefined();
    expect(await rename("Cup")).toMatchObject(answer);
    expect(product.title).toBe(title);
    expect(await rename("Cup")).toMatchObject({ deliver: "answer", status: 200, body: { data: {} } });
    expect(product.title).toBe("Cup");
  });

  test("user errors come in the payload", async () => {
    strike("userErrors");
    expect((await rename("Cup")).body).toMatchObject({
      data: { productUpdate: { product: null, userErrors: [{ message: expect.any(String) as string }] } },
    });
  });

  test("rates strike any operation, and only changes lose their answer", async () => {
    sandbox.store.faults.errorRate = 1;
    expect(await rename("Cup")).toMatchObject({ status: 500 });
    sandbox.store.faults.errorRate = 0;
    sandbox.store.faults.throttleRate = 1;
    expect((await rename("Cup")).body).toMatchObject({ errors: [{ message: "Throttled" }] });
    sandbox.store.faults.throttleRate = 0;
    sandbox.store.faults.dropAnswerRate = 1;
    expect(await sandbox.execute(PRODUCTS)).toMatchObject({ deliver: "answer" });
    expect(await rename("Cup")).toMatchObject({ deliver: "cut" });
  });
});

test("calls are counted by operation, with their cost and how many ran at once", async () => {
  sandbox.store.faults.latencyMs = 1;
  await Promise.all([rename("A"), rename("B"), sandbox.ask(PRODUCTS)]);
  expect(sandbox.store.calls.counts()).toEqual({ Rename: 2, P: 1 });
  expect(sandbox.store.calls.maxInFlight()).toBe(3);
  expect(sandbox.store.calls.list()).toContainEqual(
    expect.objectContaining({ operation: "P", shop: "test.myshopify.com", cost: 12, status: 200 }),
  );
});
