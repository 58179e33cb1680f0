import { shade } from "../colour.ts";
import { between, oneOf } from "../random.ts";
import { blur, glow, rect, texture, twig, vertical } from "./paint.ts";
import type { Canvas, PaintScene } from "./scene.ts";

/** A table at a wall with light from a window on the left; things behind are out of focus. */
export const lifestyle: PaintScene = (canvas) => {
  const { width, height, random } = canvas;
  const wall = oneOf(random, ["#e9e1d4", "#dfe3da", "#e6ddd8", "#d9dfe3"]);
  const table = oneOf(random, ["#b98d63", "#c9a47a", "#8f6b4c"]);
  const edge = height * between(random, 0.67, 0.71);
  const seed = Math.floor(random() * 900);
  const defs = [
    vertical("wall", [0, shade(wall, 0.18)], [1, shade(wall, -0.1)]),
    vertical("table", [0, shade(table, 0.25)], [0.25, table], [1, shade(table, -0.22)]),
    glow("window", 0, 0.15, 0.95, [0, "#fff6e0/0.75"], [1, "#fff6e0/0"]),
    blur("far", width * 0.014),
    blur("beam", width * 0.02),
    texture("grain", "0.004 0.11", seed, [0.25, 0.14, 0.07], 0.32),
  ].join("");
  const desk = `<g transform="translate(0 ${edge})">
    <rect width="${width}" height="${height - edge}" fill="url(#table)"/>
    <rect width="${width}" height="${height - edge}" filter="url(#grain)"/></g>`;
  return {
    background: `<defs>${defs}</defs>${rect(canvas, "url(#wall)")}${beams(canvas)}
      <g filter="url(#far)">${things(canvas, edge)}</g>${desk}${rect(canvas, "url(#window)")}`,
    fill: between(random, 0.52, 0.58),
    baseline: 0.85,
    shadow: { kind: "cast", strength: 0.5 },
  };
};

/** The window's panes on the wall. */
function beams({ width, height, random }: Canvas): string {
  const slant = width * between(random, 0.1, 0.16);
  const panes = [0.3, 0.47, 0.64].map((share) => {
    const x = width * share;
    const [top, bottom] = [height * 0.05, height * 0.55];
    return `<path d="M${x} ${top} h${width * 0.13} l${slant} ${bottom - top} h${-width * 0.13} Z"/>`;
  });
  return `<g fill="#fffaf0" fill-opacity="0.55" filter="url(#beam)">${panes.join("")}</g>`;
}

function things({ width, height, random }: Canvas, edge: number): string {
  const greens = ["#6f8f63", "#86a377", "#55754d"];
  const x = width * between(random, 0.83, 0.9);
  const pot = `<rect x="${x - width * 0.07}" y="${edge - height * 0.13}" width="${width * 0.14}" height="${height * 0.14}" rx="${width * 0.02}" fill="#c8b7a6"/>`;
  const twigs = [-150, -120, -95, -70, -40].map((angle) =>
    twig(random, x, edge - height * 0.12, width * between(random, 0.2, 0.3), angle, greens),
  );
  const books = ["#8c9aa6", "#c98f6b", "#e8e2d6"].map(
    (fill, at) =>
      `<rect x="${width * 0.03}" y="${edge - height * (0.035 * (at + 1))}" width="${width * (0.2 - at * 0.02)}" height="${height * 0.033}" fill="${fill}"/>`,
  );
  return pot + twigs.join("") + books.join("");
}
