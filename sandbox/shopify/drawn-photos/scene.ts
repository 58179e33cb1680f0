import { ellipse, linear, radial, type Sketch } from "./sketch.ts";

/** Paper backdrops of a small studio: wall, floor. */
const BACKDROPS = [
  ["#f3f0ea", "#e4ded4"],
  ["#e9edee", "#d6dcde"],
  ["#efe6dc", "#dccdbd"],
  ["#e6e9e0", "#d0d6c8"],
] as const;

/** A seamless backdrop with light from the left and slightly darker corners. */
export function backdrop(sketch: Sketch, which: number): string {
  const [wall, floor] = BACKDROPS[which % BACKDROPS.length] ?? BACKDROPS[0];
  const sweep = linear(
    sketch,
    [
      [0, wall],
      [0.56, wall],
      [0.68, floor],
      [1, wall],
    ],
    [0, 0, 0, 1],
  );
  const light = radial(
    sketch,
    [
      [0, "#ffffff", 0.75],
      [0.6, "#ffffff", 0],
    ],
    [0.34, 0.36, 0.55],
  );
  return `<rect x="-500" y="-500" width="2000" height="2000" fill="${wall}"/>
    <rect x="-500" y="0" width="2000" height="1000" fill="${sweep}"/>
    ${ellipse(360, 380, 720, 620, `fill="${light}"`)}`;
}

/** Over everything: what a lens does to the corners. */
export function vignette(sketch: Sketch): string {
  const fill = radial(
    sketch,
    [
      [0.62, "#2b211a", 0],
      [1, "#2b211a", 0.16],
    ],
    [0.5, 0.5, 0.72],
  );
  return `<rect x="-250" y="-250" width="1500" height="1500" fill="${fill}"/>`;
}
