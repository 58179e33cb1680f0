import { expect, it, test } from "vitest";
import { messagesOf } from "../../app/texts/catalogues.server.ts";
import { LANGUAGES } from "../../app/texts/languages.ts";
import { placeholders } from "./placeholders.ts";
import { appSources, bareWords, quoted, said } from "./sources.ts";

/** English on purpose: legal texts bind in the language they were written in. */
const ENGLISH = [/^app\/privacy\//, /^app\/ui\/privacy\/(policy|public)/];

const english = messagesOf("en");
const sources = appSources();

it.each(LANGUAGES.filter((language) => language !== "en"))("says everything in %s", (language) => {
  const messages = messagesOf(language);
  expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
  const wrong = Object.entries(messages).filter(
    ([key, message]) =>
      message.trim() === "" || placeholders(message).join() !== placeholders(english[key] ?? "").join(),
  );
  expect(wrong).toEqual([]);
});

test("every message is said somewhere", () => {
  const { whole, beginnings } = quoted(sources);
  const isSaid = (key: string) =>
    whole.has(key) || [...beginnings].some((start) => start.includes(".") && key.startsWith(start));
  expect(Object.keys(english).filter((key) => !isSaid(key))).toEqual([]);
});

test("every message gets the values that it asks for, and no others", () => {
  const wrong = said(sources).filter(
    ({ key, values }) => values !== null && values.sort().join() !== placeholders(english[key] ?? "").join(),
  );
  expect(wrong).toEqual([]);
});

test("no screen has words of its own", () => {
  const bare = bareWords(sources.filter(({ fileName }) => !ENGLISH.some((path) => path.test(fileName))));
  expect(
    bare.filter(({ text }) => text !== "Packshot").map(({ file, line, text }) => `${file}:${line} ${text}`),
  ).toEqual([]);
});
