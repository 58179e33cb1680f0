import { between } from "../random.ts";
import { blur, bokeh, glow, leaf, rect, twig, vertical } from "./paint.ts";
import type { Canvas, PaintScene, Scene } from "./scene.ts";

interface Season {
  words: RegExp;
  sky: [string, string];
  ground: [string, string];
  lights: string[];
  /** Of the leaves or needles around the product. */
  leaves: string[];
  flakes?: string;
}

const autumn: Season = {
  words: /autumn|fall\b|halloween|thanksgiving|harvest|october/,
  sky: ["#7a4a2a", "#d69a5a"],
  ground: ["#a8703f", "#6b4226"],
  lights: ["#ffd28a", "#ffb35c", "#fff0c9"],
  leaves: ["#c8622b", "#a9451f", "#d98e32", "#8a3b1c"],
};

const seasons: Season[] = [
  {
    words: /christmas|winter|snow|new year|december|advent|fir\b/,
    sky: ["#14352e", "#2c5a4b"],
    ground: ["#f3f6f8", "#cfd9e0"],
    lights: ["#ffdf9e", "#ffc46b", "#fff3d6"],
    leaves: ["#2f5d43", "#244a36", "#3b6e50"],
    flakes: "#ffffff",
  },
  {
    words: /spring|easter|blossom|april|mother/,
    sky: ["#cfe3ea", "#f6e7ea"],
    ground: ["#f2ead9", "#d9ccb0"],
    lights: ["#ffffff", "#ffe3ec", "#fff6d8"],
    leaves: ["#f2b6c6", "#f7d1da", "#9dbb7c"],
    flakes: "#f9d7e0",
  },
  {
    words: /summer|beach|sun\b|july|holiday/,
    sky: ["#8fcbe6", "#e9f4ee"],
    ground: ["#f0dcb4", "#d6b981"],
    lights: ["#ffffff", "#fff2b8", "#c9f0ff"],
    leaves: ["#3f8f5f", "#5aa873", "#2f7550"],
  },
  {
    words: /valentine|love|wedding/,
    sky: ["#a63a50", "#e59aa6"],
    ground: ["#f6dfe1", "#d9aab0"],
    lights: ["#ffe1e6", "#ffc4cf", "#fff4ec"],
    leaves: ["#b32f45", "#cf5a6b", "#8d2437"],
    flakes: "#f6b8c2",
  },
];

export const seasonal: PaintScene = (canvas): Scene => {
  const { width, height, random, words } = canvas;
  const season = seasons.find((each) => each.words.test(words)) ?? autumn;
  const horizon = height * between(random, 0.68, 0.73);
  const defs = [
    vertical("sky", [0, season.sky[0]], [1, season.sky[1]]),
    vertical("ground", [0, `${season.ground[0]}/0`], [0.12, season.ground[0]], [1, season.ground[1]]),
    glow("warm", 0.3, 0.2, 0.9, [0, "#fff1d0/0.4"], [1, "#fff1d0/0"]),
    blur("far", width * 0.008),
    blur("near", width * 0.012),
  ].join("");
  const lights = bokeh(random, 26, [0, 0, width, horizon * 0.95], season.lights, width * 0.045);
  const ground = `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#ground)"/>`;
  return {
    background: `<defs>${defs}</defs>${rect(canvas, "url(#sky)")}<g filter="url(#far)">${lights}</g>${ground}
      ${strewn(canvas, season, horizon)}${rect(canvas, "url(#warm)")}`,
    foreground: `<defs>${blur("near", width * 0.012)}</defs>${corners(canvas, season)}${flakes(canvas, season)}`,
    fill: between(random, 0.57, 0.62),
    baseline: 0.84,
    shadow: { kind: "cast", strength: 0.5 },
  };
};

/** Leaves that lie beside and behind the product. */
function strewn({ width, height, random }: Canvas, { leaves }: Season, horizon: number): string {
  return Array.from({ length: 16 }, (_, index) => {
    const side = index % 2 === 0 ? between(random, 0.02, 0.26) : between(random, 0.7, 0.94);
    const y = between(random, horizon + height * 0.02, height * 0.95);
    const size = width * between(random, 0.05, 0.085);
    return `<g transform="translate(${width * side} ${y}) scale(1 0.6)">${leaf(0, 0, size, between(random, 0, 360), leaves[index % leaves.length] ?? "#a9451f")}</g>`;
  }).join("");
}

/** Out-of-focus twigs that reach in from the upper corners and leave the product free. */
function corners({ width, height, random }: Canvas, { leaves }: Season): string {
  const left = [20, 48, 72].map((angle) =>
    twig(random, -width * 0.03, -height * 0.02, width * 0.3, angle, leaves),
  );
  const right = [112, 138, 162].map((angle) =>
    twig(random, width * 1.03, -height * 0.02, width * 0.26, angle, leaves),
  );
  return `<g filter="url(#near)">${left.join("")}${right.join("")}</g>`;
}

function flakes({ width, height, random }: Canvas, { flakes }: Season): string {
  if (!flakes) return "";
  const dots = Array.from({ length: 40 }, () => {
    const place = `cx="${between(random, 0, width)}" cy="${between(random, 0, height * 0.9)}"`;
    return `<circle ${place} r="${width * between(random, 0.002, 0.007)}" fill-opacity="${between(random, 0.35, 0.85)}"/>`;
  });
  return `<g fill="${flakes}">${dots.join("")}</g>`;
}
