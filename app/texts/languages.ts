/** What Packshot speaks. The last two are made of English by rule, for the tests: longer words, and right to left. */
export const LANGUAGES = ["en", "de", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];
const TEST_LANGUAGES = ["en-XA", "ar-XB"] as const;
export type AnyLanguage = Language | (typeof TEST_LANGUAGES)[number];

export function isLanguage(tag: unknown): tag is AnyLanguage {
  return [...LANGUAGES, ...TEST_LANGUAGES].some((language) => language === tag);
}

export function directionOf(language: AnyLanguage): "ltr" | "rtl" {
  return language === "ar-XB" ? "rtl" : "ltr";
}

/** A language and how it is written: words in `language`, numbers and dates as `locale` has them. */
export type Spoken = { language: AnyLanguage; locale: string };

/**
 * The first of the wanted tags that is spoken here, most wanted first, and English if none is. The locale keeps the
 * region: "de-CH" reads German and writes numbers as the Swiss do.
 */
export function spoken(wanted: readonly string[], { withTests = false } = {}): Spoken {
  for (const tag of wanted) {
    const test = TEST_LANGUAGES.find((language) => withTests && language === tag);
    if (test) return { language: test, locale: "en" };
    const language = LANGUAGES.find((one) => one === baseOf(tag));
    if (language) return { language, locale: localeOf(tag) ?? language };
  }
  return { language: "en", locale: "en" };
}

/** The tags that are of this language, and itself: whoever wants "de-CH" gets German as the Swiss write it. */
export function inLanguage(language: Language, wanted: readonly string[]): string[] {
  return [...wanted.filter((tag) => baseOf(tag) === language), language];
}

const baseOf = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];

function localeOf(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll("_", "-"))[0];
  } catch {
    return undefined; // it came with the request; what is no tag is read as the bare language
  }
}

/** The tags of an Accept-Language header, most wanted first. */
export function acceptedLanguages(header: string | null): string[] {
  return (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((word) => word.trim());
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}
