import { beforeEach, expect, test } from "vitest";
import type { Product } from "../model.ts";
import { addProduct } from "../store.ts";
import { createTestShop } from "./test-shop.ts";

const PAGE = `query Page($first: Int, $last: Int, $after: String, $before: String, $sort: ProductSortKeys, $reverse: Boolean) {
  products(first: $first, last: $last, after: $after, before: $before, sortKey: $sort, reverse: $reverse) {
    nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

let sandbox: ReturnType<typeof createTestShop>;
let products: Product[];
beforeEach(() => {
  sandbox = createTestShop();
  products = ["E", "A", "D", "B", "C"].map((title) => addProduct(sandbox.store, sandbox.shop, { title }));
});

type Page = {
  nodes: { title: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
};
async function page(args: object) {
  const answer = await sandbox.ask(PAGE, { sort: "TITLE", ...args });
  const { nodes, pageInfo } = (answer.data as unknown as { products: Page }).products;
  return { titles: nodes.map(({ title }) => title).join(""), ...pageInfo };
}

test("forward to the end and back to the start", async () => {
  const one = await page({ first: 2 });
  expect(one).toMatchObject({ titles: "AB", hasPreviousPage: false, hasNextPage: true });
  const two = await page({ first: 2, after: one.endCursor });
  expect(two).toMatchObject({ titles: "CD", hasPreviousPage: true, hasNextPage: true });
  const three = await page({ first: 2, after: two.endCursor });
  expect(three).toMatchObject({ titles: "E", hasPreviousPage: true, hasNextPage: false });
  const back = await page({ last: 2, before: three.startCursor });
  expect(back).toMatchObject({ titles: "CD", hasPreviousPage: true, hasNextPage: true });
  expect(await page({ last: 3, before: back.startCursor })).toMatchObject({
    titles: "AB",
    hasPreviousPage: false,
    hasNextPage: true,
  });
});

test("the last ones, and in reverse", async () => {
  expect(await page({ last: 2 })).toMatchObject({ titles: "DE", hasPreviousPage: true, hasNextPage: false });
  const one = await page({ first: 2, reverse: true });
  expect(one.titles).toBe("ED");
  expect((await page({ first: 9, reverse: true, after: one.endCursor })).titles).toBe("CBA");
});

test("a cursor whose product has gone still says where to go on", async () => {
  const one = await page({ first: 2 });
  const b = products.find(({ title }) => title === "B");
  sandbox.shop.products.delete(b?.id ?? "");
  expect((await page({ first: 2, after: one.endCursor })).titles).toBe("CD");
});

test.each([
  ["CREATED_AT", "EADBC"],
  ["ID", "EADBC"],
  ["UPDATED_AT", "ADBCE"],
])("sorted by %s", async (sort, titles) => {
  const [first] = products;
  if (first) first.updatedAt = "2026-12-01T00:00:00Z";
  expect((await page({ first: 5, sort })).titles).toBe(titles);
});

test.each([
  [{}, "you must provide one of first or last"],
  [{ first: 1, last: 1 }, "providing both first and last is not supported"],
  [{ first: 0 }, "first must be greater than 0"],
  [{ first: 251 }, "first cannot exceed 250"],
  [{ first: 1, after: "nonsense" }, "Invalid cursor"],
])("%j is refused", async (args, message) => {
  const answer = await sandbox.ask(PAGE, args);
  expect(answer.errors?.[0]?.message).toContain(message);
});
