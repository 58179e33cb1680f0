import { counted } from "../../platform/counted.ts";

/** "1 image", "1,204 images". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;
}

/** "1 image", "10,000+ images": of what is counted so far and no further. */
export function countedOf(amount: number, one: string): string {
  return `${counted(amount)} ${amount === 1 ? one : `${one}s`}`;
}
