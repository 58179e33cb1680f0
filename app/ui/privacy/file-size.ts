const UNITS = ["kB", "MB", "GB", "TB"];

/** "1.2 GB", in thousands as stores and browsers count them. */
export function fileSize(bytes: number): string {
  let size = bytes / 1_000;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  const digits = size < 10 ? 1 : 0;
  return `${size.toLocaleString("en", { maximumFractionDigits: digits })} ${UNITS[unit]}`;
}
