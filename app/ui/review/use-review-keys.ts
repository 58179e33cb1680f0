import { useEffect, useRef } from "react";

type Keys = { onApprove: () => void; onReject: () => void; onUndo: () => void; onMove: (by: number) => void };

const ACTIONS: Record<string, (keys: Keys) => void> = {
  a: (keys) => keys.onApprove(),
  p: (keys) => keys.onApprove(),
  r: (keys) => keys.onReject(),
  x: (keys) => keys.onReject(),
  u: (keys) => keys.onUndo(),
  arrowleft: (keys) => keys.onMove(-1),
  arrowright: (keys) => keys.onMove(1),
};

/** Review by keyboard, except while typing and for the browser's own shortcuts. */
export function useReviewKeys(keys: Keys) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = ACTIONS[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act(latest.current);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
