import { afterAll, beforeAll, expect, test } from "vitest";
import { tokenWith } from "./admin-api/test-shop.ts";
import { startShopify } from "./server.ts";

let shopify: Awaited<ReturnType<typeof startShopify>>;
beforeAll(async () => {
  shopify = await startShopify({ apiKey: "key", apiSecret: "secret" });
});
afterAll(() => shopify.stop());

test("a dropped answer: the change is made and the connection is cut", async () => {
  const [shop] = shopify.store.shops.values();
  const [product] = shop?.products.values() ?? [];
  if (!shop || !product) throw new Error("the stand-in has no shop with a product");
  shop.installed = true;
  shop.tokens.push(tokenWith(["write_products"]));

  const rename = (title: string) =>
    fetch(`${shopify.origin}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Forwarded-Host": shop.domain,
        "X-Shopify-Access-Token": "token",
      },
      body: JSON.stringify({
        query:
          "mutation Rename($p: ProductUpdateInput) { productUpdate(product: $p) { product { title } userErrors { message } } }",
        variables: { p: { id: product.id, title } },
      }),
    });

  shopify.faults.next.push({ operation: "Rename", fault: "drop_answer", times: 1 });
  await expect(rename("First")).rejects.toThrow();
  expect(product.title).toBe("First");
  expect(await (await rename("Second")).json()).toMatchObject({
    data: { productUpdate: { product: { title: "Second" } } },
  });
});
