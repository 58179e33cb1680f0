import { expect, it } from "vitest";
import type { EntryKind } from "./entry-kinds.ts";
import { entryWords } from "./entry-words.ts";

const BATCH = { id: "1" };

it.each<[EntryKind, number, object | null, string | null, string]>([
  ["reserve", 57, BATCH, null, "Reserved for batch"],
  ["settle", 1, BATCH, "2", "Charged for an image of batch"],
  ["settle", 0, BATCH, "2", "Free regeneration in batch"],
  ["release", 41, BATCH, null, "Released, the rest of batch"],
  ["release", 1, BATCH, "2", "Released for a failed image of batch"],
  ["release", 0, BATCH, "2", "Nothing charged for a stopped or failed image of batch"],
  ["release", 0, null, "2", "Nothing charged for a stopped or failed image"],
])("%s of %d credits", (kind, credits, batch, generationId, words) => {
  expect(entryWords({ kind, credits, batch, generationId })).toBe(words);
});
