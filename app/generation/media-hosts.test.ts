import { expect, test } from "vitest";
import { mediaHostOf, parseMediaHost } from "./media-hosts.ts";

test.each([
  ["cdn.shopify.com", "https:", "cdn.shopify.com"],
  [" CDN.Shopify.com ", "https:", "cdn.shopify.com"],
  ["media.example:8443", "https:", "media.example:8443"],
  ["http://127.0.0.1:4000", "http:", "127.0.0.1:4000"],
])("reads %s", (entry, protocol, host) => {
  expect(parseMediaHost(entry)).toEqual({ isStandIn: protocol === "http:", host });
});

test.each([
  "",
  "https://cdn.shopify.com",
  "cdn.shopify.com/files",
  "a b",
  "user@host",
  "*.shopify.com/",
  "ftp://x",
])("%j is refused", (entry) => {
  expect(() => parseMediaHost(entry)).toThrow(/no media host/);
});

test.each([
  "http://cdn.shopify.com/a.jpg",
  "https://cdn.shopify.com:8443/a.jpg",
  "https://cdn.shopify.com.evil.example/a.jpg",
  "https://cdn.shopify.com@evil.example/a.jpg",
  "https://user:secret@cdn.shopify.com/a.jpg",
  "https://evil.example/cdn.shopify.com/a.jpg",
  "file:///etc/passwd",
])("%s is none of ours", (url) => {
  expect(mediaHostOf(new URL(url), [parseMediaHost("cdn.shopify.com")])).toBeUndefined();
});

test("allows plain HTTP for every host of the sandbox, and there alone", () => {
  const url = new URL("http://localhost:4000/photo.jpg");
  expect(mediaHostOf(url, [parseMediaHost("localhost:4000", { isSandbox: true })])).toBeDefined();
  expect(mediaHostOf(url, [parseMediaHost("localhost:4000")])).toBeUndefined();
});
