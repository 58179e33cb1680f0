import { expect, test } from "vitest";
import { imageDays, RETENTION_DAYS, WINDOWS } from "./windows.ts";

test("a shop's choice counts for its images, and rejected ones never stay longer than others", () => {
  expect(imageDays(null)).toEqual({ unpublished: 30, rejected: 14 });
  expect(imageDays(365)).toEqual({ unpublished: 365, rejected: 14 });
  expect(imageDays(3)).toEqual({ unpublished: 3, rejected: 3 });
});

test("every window has a length in words and a sentence", () => {
  for (const { days, words, about } of Object.values(WINDOWS)) {
    expect(days === null || (Number.isInteger(days) && days > 0)).toBe(true);
    expect(words).not.toBe("");
    expect(about).toMatch(/^[A-Z].*\.$/);
  }
  expect(WINDOWS.unpublishedImages.days).toBeGreaterThanOrEqual(RETENTION_DAYS.least);
  expect(WINDOWS.unpublishedImages.days).toBeLessThanOrEqual(RETENTION_DAYS.most);
});
