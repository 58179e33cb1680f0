import { expect, test } from "vitest";
import { missingAccess, parseAccess } from "./access.ts";

test.each([
  ["`read_products` access scope.", [["read_products"]]],
  ["Requires `read_products` access scope.", [["read_products"]]],
  [
    "`read_products` access scope, `read_files` access scope or `read_images` access scope.",
    [["read_products", "read_files", "read_images"]],
  ],
  [
    "`write_products` access scope. Also: The user must have a permission to update products.",
    [["write_products"]],
  ],
  [
    "`write_draft_orders` access scope. Also: Requires `write_orders` access scope.",
    [["write_draft_orders"], ["write_orders"]],
  ],
  [
    "`write_products` access scope as well as any of `write_own_subscription_contracts`, `write_purchase_options` access scopes. Also: The user must have `manage_orders_information` permissions.",
    [["write_products"], ["write_own_subscription_contracts", "write_purchase_options"]],
  ],
  ["Any of `orders` or `shipping` access scopes.", [["orders", "shipping"]]],
])("%s", (text, allOf) => {
  expect(parseAccess(text)).toEqual({ allOf });
});

test("a text that names no scope is not taken for free access", () => {
  expect(parseAccess("The user must have permission to view markets.")).toBeNull();
});

test("writing covers reading, not the other way round", () => {
  expect(missingAccess({ allOf: [["read_products"]] }, ["write_products"])).toEqual([]);
  expect(missingAccess({ allOf: [["write_products"]] }, ["read_products"])).toEqual([["write_products"]]);
});
