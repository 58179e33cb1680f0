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
  [300, { suspended: true }, { is: "suspended" }],
  [501, {}, { is: "credits", credits: 501, available: 500 }],
  [401, {}, { is: "batch_cap", credits: 401, cap: 400 }],
  [301, {}, { is: "monthly_cap", credits: 301, left: 300, cap: 600 }],
  [1, { reserved: 500 }, { is: "monthly_cap", credits: 1, left: 0, cap: 600 }],
])("%d credits with %j", (credits, change, obstacle) => {
  expect(whyNot(credits, { ...purse, ...change })).toEqual(obstacle);
});
