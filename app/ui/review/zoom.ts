/** How a picture lies in its frame: enlarged from the frame's corner, then moved, in pixels. */
export type Zoom = { scale: number; x: number; y: number };
export type Size = { width: number; height: number };
type Point = { x: number; y: number };

export const UNZOOMED: Zoom = { scale: 1, x: 0, y: 0 };
const MOST = 8;

/** Larger or smaller by a factor; what lies at the point stays there. */
export function zoomAt(zoom: Zoom, factor: number, point: Point, size: Size): Zoom {
  const scale = Math.min(MOST, Math.max(1, zoom.scale * factor));
  const by = scale / zoom.scale;
  return within({ scale, x: point.x - (point.x - zoom.x) * by, y: point.y - (point.y - zoom.y) * by }, size);
}

export function panned(zoom: Zoom, by: Point, size: Size): Zoom {
  return within({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, size);
}

/** No edge of the picture comes into the frame. */
function within({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const inside = (place: number, length: number) => Math.min(0, Math.max(length * (1 - scale), place));
  return { scale, x: inside(x, width), y: inside(y, height) };
}
