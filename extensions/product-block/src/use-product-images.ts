import { useEffect, useState } from "preact/hooks";
import { fetchProductImages, type ProductImages } from "./product-images.ts";

const EVERY_MS = 10_000;
/** A page that stays open all day stops asking. */
const MOST_POLLS = 90;

type Seen = { state: "loading" } | { state: "failed" } | { state: "here"; product: ProductImages };

/** What Packshot has of a product; asked again while images are being made. */
export function useProductImages(productId: string): { seen: Seen; tryAgain: () => void } {
  const [seen, setSeen] = useState<Seen>({ state: "loading" });
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let isWanted = true;
    fetchProductImages(productId).then(
      (product) => isWanted && setSeen({ state: "here", product }),
      // One that fails while images are shown leaves them there.
      () => isWanted && setSeen((before) => (before.state === "here" ? { ...before } : { state: "failed" })),
    );
    return () => void (isWanted = false);
  }, [productId, asked]);

  useEffect(() => {
    const isMoving = seen.state === "here" && seen.product.running.amount > 0;
    if (!isMoving || asked >= MOST_POLLS) return;
    const timer = setTimeout(() => setAsked(asked + 1), EVERY_MS);
    return () => clearTimeout(timer);
  }, [seen, asked]);

  const tryAgain = () => {
    setSeen({ state: "loading" });
    setAsked(asked + 1);
  };
  return { seen, tryAgain };
}
