import { expect, it } from "vitest";
import { signedAddress } from "./signed-address.ts";

const signedUrl = async (key: string) => `https://store.test/${key}?signed`;
const addressOf = (shop: string, key: string) => signedAddress({ signedUrl }, shop, key);

it("is made of a shop's own file", async () => {
  const key = "shops/one.myshopify.com/images/1/a.png";
  expect(await addressOf("one.myshopify.com", key)).toBe(`https://store.test/${key}?signed`);
});

it.each([
  ["another shop's", "shops/two.myshopify.com/images/1/a.png"],
  ["a shop's whose name begins like this one's", "shops/one.myshopify.com.evil.test/images/1/a.png"],
  ["nobody's", "erasures/one.myshopify.com/1.json"],
  ["no key", ""],
])("is not made of what is %s", async (_, key) => {
  await expect(addressOf("one.myshopify.com", key)).rejects.toMatchObject({ code: "not_found" });
});
