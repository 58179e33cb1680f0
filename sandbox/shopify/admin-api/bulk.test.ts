import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually } from "../../../tests/eventually.ts";
import { control, startTestShopify, type TestShopify } from "../test-shop.ts";
import { addCollection, addMedia, addProduct } from "../store.ts";
import { createTestShop } from "./test-shop.ts";

const START = `mutation Start($query: String!, $group: Boolean! = false) {
  bulkOperationRunQuery(query: $query, groupObjects: $group) { bulkOperation { id status } userErrors { code field message } } }`;
const LOOK = `query Look($id: ID!) { bulkOperation(id: $id) {
  status errorCode objectCount rootObjectCount fileSize url completedAt partialDataUrl type } }`;
const PRODUCTS = `query All { products { edges { node { id title media { edges { node { id alt } } } } } } }`;

let sandbox: ReturnType<typeof createTestShop>;
beforeEach(() => {
  sandbox = createTestShop();
  for (const title of ["Mug", "Bowl"]) {
    const product = addProduct(sandbox.store, sandbox.shop, { title });
    for (let n = 0; n < 260; n += 1) addMedia(sandbox.store, product, { alt: `${title} ${n}` });
  }
});

type Started = {
  bulkOperationRunQuery: {
    bulkOperation: { id: string } | null;
    userErrors: { code: string; message: string }[];
  };
};
async function start(query: string, group = false, scopes?: string[]) {
  const { data } = await sandbox.ask(START, { query, group }, scopes);
  return (data as unknown as Started).bulkOperationRunQuery;
}
async function look(id: string) {
  const { data } = await sandbox.ask(LOOK, { id });
  return (data as unknown as { bulkOperation: Record<string, string | null> | null }).bulkOperation;
}
const result = async (id: string) =>
  eventually(
    async () => sandbox.store.bulkOperations.get(id)?.result ?? null,
    (bytes) => bytes !== null,
  );
const idOf = ({ bulkOperation }: Started["bulkOperationRunQuery"]) => bulkOperation?.id ?? "";

test("runs until its time has come, then has a result of so many lines, for seven days", async () => {
  const id = idOf(await start(PRODUCTS));
  await result(id);
  expect(await look(id)).toMatchObject({ status: "RUNNING", url: null, fileSize: null, type: "QUERY" });
  sandbox.wait(300);
  const bytes = (await result(id))?.length;
  expect(await look(id)).toMatchObject({
    status: "COMPLETED",
    objectCount: "522",
    rootObjectCount: "2",
    fileSize: String(bytes),
    errorCode: null,
  });
  sandbox.wait(7 * 24 * 3_600_000);
  expect(await look(id)).toMatchObject({ status: "EXPIRED", url: null });
});

test.each([true, false])("grouped: %s", async (group) => {
  const bytes = await result(idOf(await start(PRODUCTS, group)));
  const lines = bytes?.toString().trim().split("\n") ?? [];
  const parsed = lines.map((line) => JSON.parse(line) as { id: string; title?: string; __parentId?: string });
  const [mug, bowl] = [...sandbox.shop.products.values()];
  expect(parsed.filter(({ __parentId }) => __parentId === mug?.id).map(({ id }) => id)).toEqual(
    mug?.media.map(({ id }) => id),
  );
  const places = [mug, bowl].map((product) => parsed.findIndex(({ id }) => id === product?.id));
  expect(places).toEqual(group ? [0, 261] : [520, 521]);
});

test.each([
  ["{ products { edges { node { id } } } }", "one named operation"],
  ["query A { shop { name } }", "at least one connection"],
  ["query A($q: String) { products(query: $q) { edges { node { id } } } }", "variables"],
  [
    "query A { products { edges { node { id } } } collections { edges { node { id } } } }",
    "multiple top-level",
  ],
  ["query A { products { edges { node { media { edges { node { id } } } } } } }", "must select the 'id'"],
  [
    "query A { collections { edges { node { id products { edges { node { id media { edges { node { id } } } } } } } } } }",
    "nesting depth",
  ],
  ["query A { products { edges { node { id colour } } } }", "Cannot query field"],
  [
    'mutation A { productUpdate(product: { id: "gid://shopify/Product/1" }) { product { id } } }',
    "must be queries",
  ],
])("%s is refused: %s", async (query, message) => {
  const { bulkOperation, userErrors } = await start(query);
  expect(bulkOperation).toBeNull();
  expect(userErrors).toMatchObject([
    { code: "INVALID", message: expect.stringContaining(message) as string },
  ]);
});

test("five at once", async () => {
  for (let n = 0; n < 5; n += 1) expect((await start(PRODUCTS)).userErrors).toEqual([]);
  expect((await start(PRODUCTS)).userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
  for (const id of sandbox.store.bulkOperations.keys()) await result(id);
  sandbox.wait(300);
  expect((await start(PRODUCTS)).userErrors).toEqual([]);
});

test("nested collections are read whole, a search narrows, nothing found is no file", async () => {
  addCollection(sandbox.store, sandbox.shop, "Tea", [...sandbox.shop.products.keys()]);
  const query = "query C { collections { edges { node { id products { edges { node { id } } } } } } }";
  expect((await result(idOf(await start(query))))?.toString().trim().split("\n")).toHaveLength(3);
  const some = await start(`query S { products(query: "title:bowl") { edges { node { id title } } } }`);
  expect((await result(idOf(some)))?.toString()).toMatch(/^{"id":"[^"]+","title":"Bowl"}\n$/);
  const none = idOf(await start(`query S { products(query: "title:none") { edges { node { id } } } }`));
  await result(none);
  sandbox.wait(300);
  expect(await look(none)).toMatchObject({ status: "COMPLETED", url: null, objectCount: "0" });
});

test("a token that may not read the products gets ACCESS_DENIED in the end", async () => {
  const id = idOf(await start(PRODUCTS, false, ["read_orders"]));
  sandbox.wait(300);
  const end = await eventually(
    () => look(id),
    (operation) => operation?.status === "FAILED",
  );
  expect(end).toMatchObject({ errorCode: "ACCESS_DENIED", url: null });
});

let shopify: TestShopify;
beforeAll(async () => void (shopify = await startTestShopify()));
afterAll(() => shopify.stop());

test("a shop with thousands of products is made on demand; all its photos are one picture", async () => {
  await control(shopify, "shops", { name: "made" });
  const { body } = await control(shopify, "shops/made/catalogue", { products: 2_000, photosPerProduct: 2 });
  expect(body).toMatchObject({ products: 2_000, staff: [{ accountOwner: true }, {}] });
  const paths = ["made-1-1", "made-2000-2"].map((name) => `${shopify.origin}/cdn/shop/files/${name}.jpg`);
  const [one, other] = await Promise.all(
    paths.map(async (path) => Buffer.from(await (await fetch(path)).arrayBuffer())),
  );
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
});
