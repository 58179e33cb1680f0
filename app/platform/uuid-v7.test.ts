import { expect, it } from "vitest";
import { uuidV7 } from "./uuid-v7.ts";

const now = new Date("2026-11-20T12:00:00.000Z");

it("is a version 7 UUID of its moment", () => {
  expect(uuidV7(now)).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(parseInt(uuidV7(now).replaceAll("-", "").slice(0, 12), 16)).toBe(now.getTime());
});

it("keeps the order of one millisecond and of time", () => {
  const ids = Array.from({ length: 1_000 }, () => uuidV7(now));
  ids.push(uuidV7(new Date(now.getTime() + 1)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(1_001);
});
