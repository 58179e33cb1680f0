/** "1 image", "1,204 images". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;
}

/** Micro-dollars as money. */
export function dollars(micros: number): string {
  return (micros / 1_000_000).toLocaleString("en", { style: "currency", currency: "USD" });
}
