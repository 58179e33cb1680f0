import { glob, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { inlineOperations } from "../../sandbox/shopify/inline-operations.ts";
import { checkOperations } from "../../sandbox/shopify/operations-check.ts";
import {
  generateOperations,
  OPERATIONS_FILE,
  readGraphqlFiles,
} from "../../sandbox/shopify/schema/codegen.ts";
import { loadRealSchema } from "../../sandbox/shopify/schema/real-schema.ts";

/** The only scopes that Packshot asks for. */
const SCOPES = ["read_products", "write_products"];

const DEPRECATED = {
  "Mutation.productDeleteMedia":
    "the only way to take our own media off a product within product scopes: fileUpdate needs write_files",
};

test("every operation is valid on Shopify's schema, within our scopes, and uses nothing deprecated", async () => {
  const files = await readGraphqlFiles();
  expect(files.length).toBeGreaterThan(0);
  const problems = checkOperations(files, await loadRealSchema(), { scopes: SCOPES, deprecated: DEPRECATED });
  expect(problems).toEqual([]);
}, 120_000);

test("every operation stands in a .graphql file", async () => {
  const found: string[] = [];
  for await (const path of glob("app/**/*.{ts,tsx}", {
    exclude: ["**/*.generated.ts", "**/db/generated/**"],
  })) {
    for (const line of inlineOperations(path, await readFile(path, "utf8"))) found.push(`${path}:${line}`);
  }
  expect(found).toEqual([]);
});

test("the generated operations are up to date (npm run codegen)", async () => {
  expect(await readFile(OPERATIONS_FILE, "utf8")).toBe(await generateOperations(await readGraphqlFiles()));
});
