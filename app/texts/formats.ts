import { COUNTED_TO } from "../platform/counted.ts";
import { intl } from "./intl.ts";

export type Formats = ReturnType<typeof createFormats>;

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;
type Unit = (typeof UNITS)[number];

const BYTES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Numbers, money and times as one language writes them. */
export function createFormats(locale: string) {
  const number = (amount: number, options?: Intl.NumberFormatOptions) =>
    intl.getNumberFormat(locale, options).format(amount);
  const unit = (amount: number, name: string) =>
    number(amount, { style: "unit", unit: name, unitDisplay: "long" });
  return {
    number,
    /** "1,204", or "10,000+": of what is counted so far and no further. */
    counted: (amount: number) => (amount > COUNTED_TO ? `${number(COUNTED_TO)}+` : number(amount)),
    /** Micro-dollars. */
    money: (micros: number) => number(micros / 1_000_000, { style: "currency", currency: "USD" }),
    /** 0.25 is 25 %. */
    percent: (share: number) => number(share, { style: "percent", maximumFractionDigits: 0 }),
    /** +12, −3. */
    change: (amount: number) => number(amount, { signDisplay: "exceptZero" }),
    bytes: (bytes: number) => inBytes(bytes, number),
    list: (parts: readonly string[]) => intl.getListFormat(locale, { type: "conjunction" }).format(parts),
    day: (at: string | Date, timeZone = "UTC") =>
      intl.getDateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(new Date(at)),
    moment: (at: string | Date, timeZone = "UTC") =>
      intl
        .getDateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone })
        .format(new Date(at)),
    /** "5 minutes ago", "yesterday"; "now" within the first minute. */
    ago: (at: string, now = Date.now()) => ago(locale, Math.max(0, now - Date.parse(at)) / 1000),
    /** "3 minutes". Two of a unit are the least that unit is used for: 90 seconds say more than 1 minute. */
    duration: (seconds: number) => {
      const [name, length] = unitFor(seconds);
      return unit(rounded(seconds, length), name);
    },
    /** "2–4 minutes", in the unit of the longer time. */
    durations: (shortest: number, longest: number) => {
      const [name, length] = unitFor(longest);
      const [from, to] = [rounded(shortest, length), rounded(longest, length)];
      if (from >= to) return unit(to, name);
      const options = { style: "unit", unit: name, unitDisplay: "long" } as const;
      return intl.getNumberFormat(locale, options).formatRange(from, to);
    },
  };
}

function ago(locale: string, seconds: number): string {
  const format = intl.getRelativeTimeFormat(locale, { numeric: "auto" });
  const unit = UNITS.find(([, length]) => length >= 60 && seconds >= length);
  return unit ? format.format(-Math.floor(seconds / unit[1]), unit[0]) : format.format(0, "second");
}

function unitFor(seconds: number): Unit {
  return UNITS.find(([, length]) => seconds >= 2 * length) ?? ["second", 1];
}

function rounded(seconds: number, length: number): number {
  return Math.max(1, Math.round(seconds / length));
}

function inBytes(
  bytes: number,
  number: (amount: number, options: Intl.NumberFormatOptions) => string,
): string {
  const step = bytes < 1 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** step;
  const maximumFractionDigits = step > 0 && size < 10 ? 1 : 0;
  return number(size, { style: "unit", unit: BYTES[step], maximumFractionDigits });
}
