import { expect, it } from "vitest";
import { pastedWords } from "./pasted-words.ts";

it.each([
  ["lines of any system", "A-1\r\nA-2\nA-3\rA-4", ["A-1", "A-2", "A-3", "A-4"]],
  ["blank lines and blanks around", "\n  A 1\t\n\n \n", ["A 1"]],
  ["a word twice", "a\nb\na\nB", ["a", "B"]],
  ["nothing", " \n ", []],
  ["a line that is too long", `${"a".repeat(254)}🌕b`, ["a".repeat(254)]],
])("reads %s", (_, text, words) => {
  expect(pastedWords(text, 10)).toEqual(words);
});

it("counts no further than one too many", () => {
  const text = Array.from({ length: 1_000 }, (_, n) => n).join("\n");
  expect(pastedWords(text, 10)).toHaveLength(11);
  expect(pastedWords(text, 1_000)).toHaveLength(1_000);
});
