import { readFile } from "node:fs/promises";
import { buildSchema, isInputObjectType } from "graphql";
import { expect, test } from "vitest";
import { pruneSchema, SCHEMA_FILE } from "./prune.ts";
import { loadRealSchema } from "./real-schema.ts";

test("the committed schema is the one cut from Shopify's (node sandbox/shopify/schema/prune.ts)", async () => {
  expect(await readFile(SCHEMA_FILE, "utf8")).toBe(pruneSchema(await loadRealSchema()));
}, 120_000);

test("no input of the committed schema holds a deprecated field", async () => {
  const schema = buildSchema(await readFile(SCHEMA_FILE, "utf8"));
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  expect(inputs.length).toBeGreaterThan(0);
  const fields = inputs.flatMap((input) => Object.values(input.getFields()));
  expect(fields.filter(({ deprecationReason }) => deprecationReason)).toEqual([]);
});
