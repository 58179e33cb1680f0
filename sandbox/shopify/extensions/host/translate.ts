/** Texts by key; plurals by Intl's categories. */
export type Texts = { [key: string]: string | Texts };

type Values = Record<string, string | number>;

/**
 * Shopify's own way with an extension's texts: `count` chooses the plural, `{{name}}` is filled in
 * (https://shopify.dev/docs/apps/build/checkout/localized-checkout-ui-extensions). It answers a missing key with the key;
 * here that is an error, so that a test sees it.
 */
export function createTranslate(texts: Texts, locale: string) {
  const plurals = new Intl.PluralRules(locale);
  return (key: string, values: Values = {}): string => {
    const found = texts[key];
    const form = typeof values.count === "number" ? plurals.select(values.count) : "other";
    const text = typeof found === "object" ? (found[form] ?? found.other) : found;
    if (typeof text !== "string") throw new Error(`The extension has no text ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
      if (!(name in values)) throw new Error(`${key} was not told ${name}`);
      return String(values[name]);
    });
  };
}
