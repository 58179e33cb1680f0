import { beforeAll, describe, expect, test } from "vitest";
import { inlineOperations } from "./inline-operations.ts";
import { checkOperations } from "./operations-check.ts";
import type { RealSchema } from "./schema/real-schema.ts";
import { loadRealSchema } from "./schema/real-schema.ts";

let real: RealSchema;
beforeAll(async () => {
  real = await loadRealSchema();
}, 120_000);

const scopes = ["read_products", "write_products"];
const check = (text: string, deprecated: Record<string, string> = {}) =>
  checkOperations([{ path: "a.graphql", text }], real, { scopes, deprecated }).map(({ message }) => message);

describe("an operation passes", () => {
  test.each([
    "query P { products(first: 1) { nodes { id media(first: 1) { nodes { ... on MediaImage { image { url } } } } } } }",
    "mutation S($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url } } }",
    "mutation U($p: ProductUpdateInput, $m: [CreateMediaInput!]) { productUpdate(product: $p, media: $m) { userErrors { message } } }",
    'mutation B { bulkOperationRunQuery(query: "query All { products { edges { node { id } } } }") { userErrors { message } } }',
  ])("%s", (text) => expect(check(text)).toEqual([]));
});

describe("an operation is refused", () => {
  test.each([
    ["without a name", "query { shop { name } }", "no name"],
    ["that does not parse", "query A { shop { name }", "Syntax Error"],
    ["with a field that does not exist", "query A { products(first: 1) { nodes { colour } } }", "colour"],
    ["that reads orders", "query A { orders(first: 1) { nodes { id } } }", "read_orders"],
    ["that reads files", "query A { files(first: 1) { nodes { id } } }", "read_files"],
    [
      "that writes files",
      "mutation A($f: [FileUpdateInput!]!) { fileUpdate(files: $f) { userErrors { message } } }",
      "write_files",
    ],
    [
      "that reaches another scope by a field",
      "query A { products(first: 1) { nodes { media(first: 1) { nodes { ... on MediaImage { fileErrors { code } } } } } } }",
      "FileError needs",
    ],
    [
      "that reaches another scope by a fragment",
      "query A { node(id: 1) { ... on Customer { id } } }",
      "read_customers",
    ],
    ["with a deprecated field", "query A { product(id: 1) { featuredImage { url } } }", "deprecated"],
    [
      "with a deprecated argument",
      'mutation A { productUpdate(input: { id: "1" }) { userErrors { message } } }',
      "Mutation.productUpdate(input:) is deprecated",
    ],
    [
      "with a deprecated enum value",
      'mutation A { stagedUploadsCreate(input: [{ filename: "a", mimeType: "b", resource: PRODUCT_IMAGE }]) { userErrors { message } } }',
      "PRODUCT_IMAGE is deprecated",
    ],
    [
      "whose bulk query is wrong",
      'mutation B { bulkOperationRunQuery(query: "query All { orders { edges { node { id } } } }") { userErrors { message } } }',
      "read_orders",
    ],
    [
      "whose bulk query is the default of a variable",
      'mutation B($q: String! = """query All { products { edges { node { colour } } } }""") { bulkOperationRunQuery(query: $q) { userErrors { message } } }',
      "colour",
    ],
  ])("%s", (_why, text, message) => {
    expect(check(text).join("\n")).toContain(message);
  });
});

test("a deprecated field passes when it is on the list", () => {
  const text =
    "mutation D($p: ID!, $m: [ID!]!) { productDeleteMedia(productId: $p, mediaIds: $m) { deletedMediaIds } }";
  expect(check(text).join()).toContain("Mutation.productDeleteMedia is deprecated");
  expect(check(text, { "Mutation.productDeleteMedia": "no other way" })).toEqual([]);
});

describe("GraphQL text inside TypeScript", () => {
  test.each([
    "const q = `#graphql\nquery A { shop { name } }`;",
    "const q = `query A { shop { name } }`;",
    'const q = "mutation A($id: ID!) { productDelete(id: $id) { id } }";',
    "const q = `query A { ...${fragment} }`;",
    "const q = `{ shop { name } }`;",
    "const q = <p>{f(`\n  fragment A on Product { id }`)}</p>;",
  ])("is found in %j", (text) => expect(inlineOperations("a.tsx", text)).toHaveLength(1));

  test.each([
    'const message = "{count} images";',
    'const message = "query the catalogue";',
    'const json = \'{"a": {"b": 1}}\';',
    "const css = `{ color: red }`;",
  ])("is not seen in %j", (text) => expect(inlineOperations("a.ts", text)).toEqual([]));
});
