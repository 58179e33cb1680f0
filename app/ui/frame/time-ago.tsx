const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "5 minutes ago". Server and browser may disagree by a minute, which is no mistake worth a warning. */
export function TimeAgo({ at }: { at: string }) {
  return (
    <time dateTime={at} suppressHydrationWarning>
      {agoOf(at)}
    </time>
  );
}

function agoOf(at: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000));
  for (const [unit, length] of UNITS) {
    if (seconds >= length) return format.format(-Math.floor(seconds / length), unit);
  }
  return "just now";
}
