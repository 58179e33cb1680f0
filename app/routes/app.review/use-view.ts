import { useState, useSyncExternalStore } from "react";
import { readStored, writeStored } from "../../ui/review/stored.ts";
import type { View } from "../../ui/review/view-switch.tsx";

const KEY = "packshot.review.view";
const never = () => () => undefined;

/** Grid or one pair: as the page was opened, else as the person last had it in this browser, else as suits how many there are. */
export function useView(asked: View | null, otherwise: View) {
  const [chosen, setChosen] = useState(asked);
  const last = useSyncExternalStore(never, lastView, () => null);
  return {
    view: chosen ?? last ?? otherwise,
    setView(view: View) {
      setChosen(view);
      writeStored("browser", KEY, view);
    },
  };
}

function lastView(): View | null {
  const last = readStored("browser", KEY);
  return last === "grid" || last === "one" ? last : null;
}
