import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import {
  AddressRefused,
  createPublicLookup,
  isPublicAddress,
  refuseNotPublic,
} from "./public-address.server.ts";

test.each(["23.227.38.33", "1.1.1.1", "2620:127:f00f:5::", "2a00:1450:4001:80b::201b"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255", "192.168.0.1"],
  ...["224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "fd00::1"],
  ...["fe80::1", "fec0::1", "64:ff9b:1::1", "64:ff9b::7f00:1", "::ffff:0:127.0.0.1", "2002:7f00:1::"],
  ...["2001:0:7f00:1::", "3fff::1", "5f00::1", "ff02::1", "not an address", ""],
])("%s is not", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  ...[
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
  ],
  ...[
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[64:ff9b::a00:1]/",
  ],
  ...["https://169.254.169.254/latest/meta-data/", "http://cdn.shopify.com/a.jpg", "file:///etc/passwd"],
])("%s is refused before anything is sent", (address) => {
  expect(() => refuseNotPublic(new URL(address))).toThrow(AddressRefused);
});

test("a name and a public address are not", () => {
  refuseNotPublic(new URL("https://cdn.shopify.com/a.jpg"));
  refuseNotPublic(new URL("https://23.227.38.33/a.jpg"));
});

/** What node:net would connect to, for each time that it asks. */
async function connections(...answers: string[][]): Promise<unknown[]> {
  const left = [...answers];
  const lookup = createPublicLookup((_name, _options, callback) => {
    const addresses = left.shift() ?? [];
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  });
  const ask = () =>
    new Promise((answer) =>
      lookup("rebound.example", { all: true }, (error, found) => answer(error ?? found)),
    );
  return [await ask(), await ask()];
}

test("what was checked is what is connected to: a name that leads inside the second time is refused", async () => {
  const [first, second] = await connections(["23.227.38.33"], ["127.0.0.1"]);
  expect(first).toEqual([{ address: "23.227.38.33", family: 4 }]);
  expect(second).toBeInstanceOf(AddressRefused);
});

test("one address inside among public ones is enough to refuse the name", async () => {
  const [first, second] = await connections(["23.227.38.33", "10.0.0.1"], ["2620:127:f00f:5::", "::1"]);
  expect(first).toBeInstanceOf(AddressRefused);
  expect(second).toBeInstanceOf(AddressRefused);
});

test("whoever asks for one address gets the one that was checked", async () => {
  const lookup = createPublicLookup((_name, _options, callback) =>
    callback(null, [{ address: "23.227.38.33", family: 4 }]),
  );
  const found = new Promise((answer) =>
    lookup("cdn.example", {}, (_error, address, family) => answer([address, family])),
  );
  expect(await found).toEqual(["23.227.38.33", 4]);
});
