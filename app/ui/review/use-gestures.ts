import { type RefObject, useEffect, useRef } from "react";
import type { Zooming } from "./use-zoom.ts";

type Place = { x: number; y: number };
type Hands = { zooming: Zooming; onSwipe: (to: "left" | "right") => void };

/** A swipe is this far, or a third of the stage. */
const SWIPE_PX = 96;

/** Wheel, pinch, drag and swipe on the stage. The wheel scrolls the page until the pictures are enlarged. */
export function useGestures(stage: RefObject<HTMLElement | null>, hands: Hands) {
  const latest = useRef(hands);
  useEffect(() => {
    latest.current = hands;
  });
  useEffect(() => {
    const element = stage.current;
    return element ? listen(element, () => latest.current) : undefined;
  }, [stage]);
}

function listen(stage: HTMLElement, hands: () => Hands): () => void {
  const fingers = new Map<number, Place>();
  let swiped = 0;
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(kind: K, hear: (event: HTMLElementEventMap[K]) => void) =>
    stage.addEventListener(kind, hear, { signal: stop.signal, passive: false });
  const showSwipe = (px: number) => {
    swiped = px;
    stage.style.setProperty("--swipe", `${px}px`);
    stage.dataset.swipe = Math.abs(px) < farOn(stage) ? "" : px > 0 ? "right" : "left";
  };

  on("wheel", (event) => {
    if (!event.ctrlKey && !hands().zooming.isZoomed()) return;
    event.preventDefault();
    hands().zooming.by(Math.exp(-event.deltaY / 300), placeOf(event));
  });
  on("dblclick", (event) => hands().zooming.toggle(placeOf(event)));
  on("pointerdown", (event) => {
    if (event.button === 0 && !isControl(event.target)) fingers.set(event.pointerId, placeOf(event));
  });
  on("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [place, { zooming }] = [placeOf(event), hands()];
    const by = { x: place.x - before.x, y: place.y - before.y };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, place);
    if (other) zooming.by(apart(place, other) / Math.max(1, apart(before, other)), between(place, other));
    else if (zooming.isZoomed()) zooming.pan(by);
    else if (event.pointerType === "touch") showSwipe(swiped + by.x);
    if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  });
  const lift = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return;
    const to = stage.dataset.swipe;
    showSwipe(0);
    if (event.type === "pointerup" && (to === "left" || to === "right")) hands().onSwipe(to);
  };
  on("pointerup", lift);
  on("pointercancel", lift);
  return () => stop.abort();
}

const placeOf = ({ clientX, clientY }: MouseEvent): Place => ({ x: clientX, y: clientY });
const apart = (one: Place, other: Place) => Math.hypot(one.x - other.x, one.y - other.y);
const between = (one: Place, other: Place): Place => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
const farOn = (stage: HTMLElement) => Math.min(SWIPE_PX, stage.clientWidth / 3);

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, a, button") !== null;
}
