const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "about 3 minutes". Two of a unit are the least that unit is used for: 90 seconds say more than 1 minute. */
export function aboutSeconds(seconds: number): string {
  return `about ${amountOf(seconds, unitFor(seconds))}`;
}

/** "2 to 4 minutes", in the unit of the longer time. */
export function betweenSeconds(shortest: number, longest: number): string {
  const unit = unitFor(longest);
  const [from, to] = [rounded(shortest, unit), rounded(longest, unit)];
  return from < to ? `${from} to ${amountOf(longest, unit)}` : aboutSeconds(longest);
}

type Unit = (typeof UNITS)[number];

function unitFor(seconds: number): Unit {
  return UNITS.find(([, length]) => seconds >= 2 * length) ?? ["second", 1];
}

function amountOf(seconds: number, unit: Unit): string {
  const amount = rounded(seconds, unit);
  return `${amount.toLocaleString("en")} ${unit[0]}${amount === 1 ? "" : "s"}`;
}

function rounded(seconds: number, [, length]: Unit): number {
  return Math.max(1, Math.round(seconds / length));
}
