import { useEffect, useRef } from "react";
import { keyOf, type Pressed } from "./review-keys.ts";

/** Review by keyboard. `onKey` answers whether it took the key. */
export function useReviewKeys(onKey: (pressed: Pressed) => boolean) {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      const pressed = keyOf(event, target, document.documentElement.dir === "rtl");
      if (pressed && latest.current(pressed)) event.preventDefault();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
