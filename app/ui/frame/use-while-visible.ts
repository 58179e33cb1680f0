import { useEffect, useRef } from "react";
import { pauseLeft } from "./missed.ts";

/**
 * Calls `tick` every so often while `active` and the tab can be seen, and at once when it is seen again; not while a pause
 * stands after what was not answered.
 */
export function useWhileVisible(active: boolean, everyMs: number, tick: () => void) {
  const latest = useRef(tick);
  useEffect(() => {
    latest.current = tick;
  });
  useEffect(() => {
    if (!active) return;
    const tickIfSeen = () => {
      if (document.visibilityState === "visible" && pauseLeft() === 0) latest.current();
    };
    const timer = setInterval(tickIfSeen, everyMs);
    document.addEventListener("visibilitychange", tickIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tickIfSeen);
    };
  }, [active, everyMs]);
}
