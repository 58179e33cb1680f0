import { expect, it } from "vitest";
import { pastedWords } from "./pasted-words.ts";

it.each([
  ["lines of any system", "A-1\r\nA-2\nA-3\rA-4", ["A-1", "A-2", "A-3", "A-4"]],
  ["blank lines and blanks around", "\n  A 1\t\n\n \n", ["A 1"]],
  ["a word twice", "a\nb\na\nB", ["a", "B"]],
  ["nothing", " \n ", []],
])("reads %s", (_, text, words) => {
  expect(pastedWords(text)).toEqual(words);
});
