import { expect, it } from "vitest";
import { whyNot } from "./fits.ts";

const purse = {
  available: 500,
  reserved: 100,
  chargedInMonth: 200,
  batchCap: 400,
  monthlyCap: 600,
  suspended: false,
};

it.each([
  [300, {}, null],
  [300, { suspended: true }, /suspended/],
  [501, {}, "It needs 501 credits, and you have 500."],
  [401, {}, /cap for one batch is 400/],
  [301, {}, /300 are left under your cap of 600/],
  [1, { reserved: 500 }, /and 0 are left/],
])("%d credits with %j", (credits, change, reason) => {
  const why = whyNot(credits, { ...purse, ...change });
  if (reason instanceof RegExp) expect(why).toMatch(reason);
  else expect(why).toBe(reason);
});
