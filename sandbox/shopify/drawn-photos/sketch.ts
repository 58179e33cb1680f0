/** An SVG being drawn: fragments are returned by the functions that draw them, definitions are collected here. */
export type Sketch = { defs: string[] };
export type Stop = readonly [offset: number, colour: string, opacity?: number];

function define(sketch: Sketch, element: (id: string) => string): string {
  const id = `d${sketch.defs.length}`;
  sketch.defs.push(element(id));
  return `url(#${id})`;
}

const stopsOf = (stops: readonly Stop[]) =>
  stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join("");

/** From one point to another, in shares of the painted shape's box. */
export function linear(
  sketch: Sketch,
  stops: readonly Stop[],
  line: readonly number[] = [0, 0, 1, 0],
): string {
  const [x1, y1, x2, y2] = line;
  return define(
    sketch,
    (id) =>
      `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopsOf(stops)}</linearGradient>`,
  );
}

export function radial(
  sketch: Sketch,
  stops: readonly Stop[],
  circle: readonly number[] = [0.5, 0.5, 0.5],
): string {
  const [cx, cy, r] = circle;
  return define(
    sketch,
    (id) => `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`,
  );
}

export function blur(sketch: Sketch, deviation: number): string {
  const box = `x="-100%" y="-100%" width="300%" height="300%"`;
  return define(
    sketch,
    (id) => `<filter id="${id}" ${box}><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
  );
}

export const clip = (sketch: Sketch, path: string) =>
  define(sketch, (id) => `<clipPath id="${id}"><path d="${path}"/></clipPath>`);

/** Fine grain, as of cloth, clay or paper: laid over a shape at low opacity. */
function grain(sketch: Sketch, frequency: string, seed: number): string {
  return define(
    sketch,
    (id) => `<filter id="${id}" x="0" y="0" width="100%" height="100%">
      <feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="1" seed="${seed}"/>
      <feColorMatrix values="0 0 0 0 0.1  0 0 0 0 0.08  0 0 0 0 0.06  2.4 0 0 0 -0.98"/>
    </filter>`,
  );
}

export const path = (d: string, attributes: string) => `<path d="${d}" ${attributes}/>`;
export const ellipse = (cx: number, cy: number, rx: number, ry: number, attributes: string) =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" ${attributes}/>`;

/** A shadow where something stands: dark and sharp at the contact, wide and soft away from the light. */
export function groundShadow(sketch: Sketch, cx: number, y: number, width: number): string {
  return [
    ellipse(
      cx + width * 0.22,
      y + 4,
      width * 0.78,
      width * 0.12,
      `fill="#2a211b" opacity="0.2" filter="${blur(sketch, 26)}"`,
    ),
    ellipse(
      cx + width * 0.06,
      y + 2,
      width * 0.54,
      width * 0.075,
      `fill="#2a211b" opacity="0.42" filter="${blur(sketch, 9)}"`,
    ),
  ].join("");
}

/** Grain over a shape. */
export function textured(sketch: Sketch, d: string, frequency: string, opacity: number): string {
  return `<g clip-path="${clip(sketch, d)}"><rect x="0" y="0" width="1000" height="1000" opacity="${opacity}" filter="${grain(sketch, frequency, 7)}"/></g>`;
}

/** Stitches along a line. */
export const seam = (d: string, colour: string) =>
  path(d, `fill="none" stroke="${colour}" stroke-width="3" stroke-dasharray="9 6" opacity="0.8"`);
