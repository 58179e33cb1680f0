import format, { type CompiledMessage, type FormatOptions, type FormatValues } from "icu-minify/format";
import { createFormats, type Formats } from "./formats.ts";
import { intl } from "./intl.ts";
import type { TextKey } from "./keys.ts";

/** Compiled ICU messages by key. */
export type Catalogue = Readonly<Record<string, CompiledMessage>>;

type Values = Record<string, string | number | Date>;
type Parts<Part> = string | Part | (string | Part)[];

/** All that is said and written in one language. */
export type Texts = Formats & {
  /** As in `<html lang>` and for `Intl`: "de-CH". */
  locale: string;
  /** The message of a key, with its values. */
  t: (key: TextKey, values?: Values) => string;
  /** The same where parts of it are more than text: `<link>…</link>` in a message is what `link` makes of what it encloses. */
  rich: <Part>(key: TextKey, values: FormatValues<Part>) => Parts<Part>;
};

const options: FormatOptions = { formatters: intl };

export function createTexts(locale: string, catalogue: Catalogue): Texts {
  // A key that is missing reads as itself: the test of the catalogues finds it before a merchant does.
  const say = <Part>(key: TextKey, values?: FormatValues<Part>) =>
    format<Part>(catalogue[key] ?? key, locale, values, options);
  return {
    ...createFormats(locale),
    locale,
    t: (key, values) => String(say<string>(key, values)),
    rich: say,
  };
}
