import { expect, it } from "vitest";
import { panned, UNZOOMED, zoomAt } from "./zoom.ts";

const size = { width: 400, height: 300 };

it("keeps the spot under the pointer where it is", () => {
  const zoom = zoomAt(UNZOOMED, 2, { x: 100, y: 200 }, size);
  expect(zoom).toEqual({ scale: 2, x: -100, y: -200 });
  const spot = (100 - zoom.x) / zoom.scale;
  const more = zoomAt(zoom, 1.5, { x: 100, y: 200 }, size);
  expect((100 - more.x) / more.scale).toBeCloseTo(spot);
});

it("goes no further than all of the picture, and no nearer than eight times", () => {
  expect(zoomAt(zoomAt(UNZOOMED, 3, { x: 0, y: 0 }, size), 0.1, { x: 90, y: 90 }, size)).toEqual(UNZOOMED);
  expect(zoomAt(UNZOOMED, 100, { x: 0, y: 0 }, size).scale).toBe(8);
});

it("is moved no further than to the picture's edge", () => {
  const zoom = zoomAt(UNZOOMED, 2, { x: 200, y: 150 }, size);
  expect(panned(zoom, { x: 900, y: -900 }, size)).toEqual({ scale: 2, x: 0, y: -300 });
  expect(panned(UNZOOMED, { x: 50, y: 50 }, size)).toEqual(UNZOOMED);
});
