/** `Intl`'s formatters are dear to make and cheap to use: each is made once. */
function kept<Formatter, Options>(make: (locale: string, options?: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: unknown, options?: Options): Formatter => {
    const tag = String(locale);
    const key = `${tag} ${JSON.stringify(options ?? {})}`;
    const formatter = made.get(key) ?? make(tag, options);
    made.set(key, formatter);
    return formatter;
  };
}

export const intl = {
  getNumberFormat: kept(
    (locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
  ),
  getDateTimeFormat: kept(
    (locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
  ),
  getPluralRules: kept((locale, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options)),
  getRelativeTimeFormat: kept(
    (locale, options?: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
  ),
  getListFormat: kept((locale, options?: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options)),
};
