import { expect, it } from "vitest";
import { cutText, plainText } from "./plain-text.ts";

it.each([
  ["a\u0000b\u0007c\u007f\u0085d", "abcd"],
  ["a\tb\r\nc", "a\tb\r\nc"],
  ["a\ud83d", "a\ufffd"],
  ["🌕 مرحبا", "🌕 مرحبا"],
])("keeps of %j what is text", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

it.each([
  ["abc", 2, "ab"],
  ["a🌕", 2, "a"],
  ["a🌕", 3, "a🌕"],
  ["a🌕", 9, "a🌕"],
])("cuts %j at %d between characters", (text, most, cut) => {
  expect(cutText(text, most)).toBe(cut);
});
