import { expect, test } from "vitest";
import { addCollection, addProduct } from "../store.ts";
import { createTestShop } from "./test-shop.ts";
import { numericId } from "./context.ts";

const { store, shop, ask } = createTestShop();
const mug = addProduct(store, shop, {
  title: "Stoneware Mug, café blue",
  vendor: "Harbour & Hearth",
  productType: "Mugs",
  tags: ["kitchen", "gift"],
  variants: [{ sku: "MUG-BLUE-1" }, { sku: "MUG-RED-1" }],
});
const mugs = addProduct(store, shop, {
  title: "Muguet candle",
  vendor: "Soft Light",
  status: "DRAFT",
  tags: ["gift"],
});
const lamp = addProduct(store, shop, { title: "Desk lamp", vendor: "Soft Light", status: "ARCHIVED" });
const collection = addCollection(store, shop, "Autumn", [mug.id, lamp.id]);
const names = new Map([
  [mug.id, "mug"],
  [mugs.id, "muguet"],
  [lamp.id, "lamp"],
]);

test.each([
  ["", ["mug", "muguet", "lamp"]],
  ["mug", ["mug"]],
  ["MUG*", ["mug", "muguet"]],
  ["cafe", ["mug"]],
  ["gift", ["mug", "muguet"]],
  ["lamp light", ["lamp"]],
  ["title:mug", ["mug"]],
  ["title:mug*", ["mug", "muguet"]],
  ['title:"desk lamp"', ["lamp"]],
  ['title:"lamp desk"', []],
  ["status:active", ["mug"]],
  ["status:ACTIVE,draft", ["mug", "muguet"]],
  ["-status:archived", ["mug", "muguet"]],
  ["NOT status:archived", ["mug", "muguet"]],
  ["vendor:'Soft Light'", ["muguet", "lamp"]],
  ['vendor:"Harbour & Hearth"', ["mug"]],
  ["product_type:mugs", ["mug"]],
  ["tag:kitchen", ["mug"]],
  ["sku:MUG-RED-1", ["mug"]],
  ["sku:mug-*", ["mug"]],
  [`collection_id:${numericId(collection.id)}`, ["mug", "lamp"]],
  [`id:${numericId(lamp.id)}`, ["lamp"]],
  [`id:>${numericId(mug.id)}`, ["muguet", "lamp"]],
  ["title:mug OR title:lamp", ["mug", "lamp"]],
  ["(title:mug OR title:lamp) AND tag:gift", ["mug"]],
  ["tag:gift -(status:draft)", ["mug"]],
  ["created_at:<2020-01-01", []],
  ["title:(", ["mug", "muguet", "lamp"]],
  ["nothing-like-it", []],
])("%s", async (query, expected) => {
  const answer = await ask("query P($q: String) { products(first: 10, query: $q) { nodes { id } } }", {
    q: query,
  });
  const { nodes } = (answer.data as unknown as { products: { nodes: { id: string }[] } }).products;
  expect(nodes.map(({ id }) => names.get(id))).toEqual(expected);
});

test("a field that does not exist is ignored, with a warning", async () => {
  const answer = await ask('query P { products(first: 10, query: "colour:red") { nodes { id } } }');
  expect(answer.data).toMatchObject({ products: { nodes: [{}, {}, {}] } });
  expect(answer.extensions?.search).toEqual([
    { query: "colour:red", field: "colour", code: "invalid_field" },
  ]);
});
