import { count } from "../frame/words.ts";

const REASONS: Record<string, (products: number) => string> = {
  no_photo: (products) => `${count(products, "product")} without a usable photo`,
  enough_photos: (products) => `${count(products, "product")} with as many photos as you asked for, or more`,
  has_image: (products) => `${count(products, "product")} with a Packshot image already`,
};

/** What the selection left out, each reason as a person would say it. */
export function skippedInWords(skipped: Readonly<Record<string, number>>): string[] {
  return Object.entries(skipped)
    .filter(([, products]) => products > 0)
    .map(([reason, products]) => REASONS[reason]?.(products) ?? `${count(products, "product")} left out`);
}
