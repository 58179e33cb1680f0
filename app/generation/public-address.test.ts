import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.server.ts";

test.each(["23.227.38.33", "1.1.1.1", "2620:127:f00f:5::"])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255", "192.168.0.1"],
  ...["224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "fd00::1"],
  ...["fe80::1", "64:ff9b:1::1", "2002:7f00:1::", "not an address", ""],
])("%s is not", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
