/** A day as the person writes days. In UTC: no browser's zone is known here. */
export function localDay(at: Date, locale: string): string {
  const format = { dateStyle: "long", timeZone: "UTC" } as const;
  const [known = "en"] = Intl.DateTimeFormat.supportedLocalesOf(
    [locale.replaceAll("_", "-")].filter(isLocale),
  );
  return new Intl.DateTimeFormat(known, format).format(at);
}

function isLocale(tag: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);
}
