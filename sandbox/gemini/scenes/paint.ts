import { between, type Random } from "../random.ts";
import type { Canvas } from "./scene.ts";

/** Pieces of SVG that several scenes use. Ids must be unique within one picture. */

export function rect({ width, height }: Canvas, fill: string, extra = ""): string {
  return `<rect width="${width}" height="${height}" fill="${fill}" ${extra}/>`;
}

export function vertical(id: string, ...stops: [number, string][]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`;
}

export function glow(id: string, cx: number, cy: number, r: number, ...stops: [number, string][]): string {
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`;
}

function stopsOf(stops: [number, string][]): string {
  return stops
    .map(([offset, colour]) => {
      const [solid, opacity = "1"] = colour.split("/");
      return `<stop offset="${offset}" stop-color="${solid}" stop-opacity="${opacity}"/>`;
    })
    .join("");
}

export function blur(id: string, deviation: number): string {
  return `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;
}

/** Noise between two tones; `frequency` of two numbers stretches it to a grain. */
export function texture(
  id: string,
  frequency: string,
  seed: number,
  [r, g, b]: number[],
  opacity: number,
  octaves = 3,
): string {
  return (
    `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" ` +
    `numOctaves="${octaves}" seed="${seed}"/><feColorMatrix values="0 0 0 0 ${r}  0 0 0 0 ${g}  0 0 0 0 ${b}  ` +
    `${opacity * 2.4} 0 0 0 ${-opacity * 0.85}"/></filter>`
  );
}

/** Lights out of focus. */
export function bokeh(
  random: Random,
  count: number,
  area: [number, number, number, number],
  colours: readonly string[],
  size: number,
) {
  const [left, top, right, bottom] = area;
  return Array.from({ length: count }, (_, index) => {
    const radius = size * between(random, 0.5, 1.3);
    const place = `cx="${between(random, left, right)}" cy="${between(random, top, bottom)}" r="${radius}"`;
    const colour = colours[index % colours.length];
    return `<circle ${place} fill="${colour}" fill-opacity="${between(random, 0.18, 0.5)}"/>`;
  }).join("");
}

export function leaf(x: number, y: number, length: number, angle: number, fill: string): string {
  const half = length / 2;
  const shape = `M0 0 C ${half * 0.5} ${-half * 0.55} ${half * 1.5} ${-half * 0.45} ${length} 0 C ${half * 1.5} ${half * 0.45} ${half * 0.5} ${half * 0.55} 0 0 Z`;
  const rib = `<path d="M0 0 L${length * 0.9} 0" stroke="#000" stroke-opacity="0.14" stroke-width="${length * 0.018}"/>`;
  return `<g transform="translate(${x} ${y}) rotate(${angle})"><path d="${shape}" fill="${fill}"/>${rib}</g>`;
}

/** A twig with leaves on both sides, starting at x, y. */
export function twig(
  random: Random,
  x: number,
  y: number,
  length: number,
  angle: number,
  colours: readonly string[],
): string {
  const leaves = Array.from({ length: 9 }, (_, index) => {
    const side = index % 2 === 0 ? -1 : 1;
    const size = length * between(random, 0.2, 0.3) * (1.15 - index * 0.07);
    return leaf(
      (length * (index + 1)) / 10,
      0,
      size,
      side * between(random, 28, 55),
      colours[index % colours.length] ?? "#5b7f4a",
    );
  }).join("");
  const stem = `<path d="M0 0 L${length} 0" stroke="${colours[0]}" stroke-width="${length * 0.012}"/>`;
  return `<g transform="translate(${x} ${y}) rotate(${angle})">${stem}${leaves}</g>`;
}
