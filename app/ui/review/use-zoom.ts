import { type RefObject, useCallback, useMemo, useRef } from "react";
import { panned, UNZOOMED, zoomAt, type Size, type Zoom } from "./zoom.ts";

type Place = { x: number; y: number };
export type Zooming = ReturnType<typeof useZoom>;

/** The zoom that both pictures share. It is written on the stage as it changes, past React: a pinch is sixty changes a second. */
export function useZoom(stage: RefObject<HTMLElement | null>) {
  const zoom = useRef<Zoom>(UNZOOMED);
  const change = useCallback(
    (to: (zoom: Zoom, size: Size, from: DOMRect) => Zoom, at?: Place) => {
      const frame = frameAt(stage.current, at);
      if (!stage.current || !frame) return;
      zoom.current = to(zoom.current, { width: frame.width, height: frame.height }, frame);
      const { scale, x, y } = zoom.current;
      stage.current.style.setProperty("--scale", `${scale}`);
      stage.current.style.setProperty("--x", `${x}px`);
      stage.current.style.setProperty("--y", `${y}px`);
      stage.current.toggleAttribute("data-zoomed", scale > 1);
    },
    [stage],
  );
  return useMemo(
    () => ({
      /** At a place on the screen, or in the middle. */
      by: (factor: number, at?: Place) =>
        change((before, size, frame) => zoomAt(before, factor, within(frame, at), size), at),
      pan: (by: Place) => change((before, size) => panned(before, by, size)),
      toggle: (at?: Place) =>
        change(
          (before, size, frame) =>
            before.scale > 1 ? UNZOOMED : zoomAt(before, 2.5, within(frame, at), size),
          at,
        ),
      reset: () => change(() => UNZOOMED),
      isZoomed: () => zoom.current.scale > 1,
    }),
    [change],
  );
}

/** The frame of the picture under the pointer; both are of one size. */
function frameAt(stage: HTMLElement | null, at?: Place): DOMRect | undefined {
  const frames = [...(stage?.querySelectorAll("[data-frame]") ?? [])].map((one) =>
    one.getBoundingClientRect(),
  );
  return frames.find(({ left, right }) => at && at.x >= left && at.x <= right) ?? frames[0];
}

function within(frame: DOMRect, at?: Place): Place {
  return at ? { x: at.x - frame.left, y: at.y - frame.top } : { x: frame.width / 2, y: frame.height / 2 };
}
