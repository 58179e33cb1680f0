import { expect, it } from "vitest";
import { chosenIds } from "./chosen-ids.ts";

it.each([
  ["id=123&shop=a.myshopify.com&host=x", ["123"]],
  ["ids[]=3&ids[]=1&ids[]=3", ["3", "1"]],
  ["ids%5B%5D=3&ids%5B%5D=1", ["3", "1"]],
  ["ids=gid://shopify/Product/7,gid://shopify/Product/8", ["7", "8"]],
  ["id=gid://shopify/Order/7&ids[]=../1&ids[]=%00&ids[]=", []],
  ["id=123456789012345678901", []],
  ["", []],
])("%s names %j", (search, ids) => {
  expect(chosenIds(new URLSearchParams(search))).toEqual(ids);
});
