import { expect, it } from "vitest";
import { counted, COUNTED_TO } from "./counted.ts";

it.each([
  [0, "0"],
  [1_204, "1,204"],
  [COUNTED_TO, "10,000"],
  [COUNTED_TO + 1, "10,000+"],
])("says %i as %s", (amount, words) => expect(counted(amount)).toBe(words));
