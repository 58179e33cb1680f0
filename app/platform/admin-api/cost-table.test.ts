import { expect, test } from "vitest";
import { createCostTable } from "./cost-table.ts";

test("the same asks for the same; another size for as much as a bigger one, or in proportion", () => {
  const costs = createCostTable();
  const of = (size: number) => costs.of({ operation: "Read", size });
  expect(of(1)).toBe(50);
  costs.learn({ operation: "Read", size: 4 }, 220);
  expect([of(4), of(2), of(8)]).toEqual([220, 220, 440]);
  costs.learn({ operation: "Read", size: 2 }, 110);
  expect([of(1), of(2), of(3)]).toEqual([110, 110, 220]);
  expect(costs.of({ operation: "Write", size: 4 })).toBe(50);
});
