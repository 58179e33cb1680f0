import { colourIn, shade } from "../colour.ts";
import { between } from "../random.ts";
import { glow, rect, texture, vertical } from "./paint.ts";
import type { Canvas, PaintScene } from "./scene.ts";

interface Material {
  words: RegExp;
  tone: string;
  pattern(seed: number): string;
}

const wood: Material = {
  words: /wood|oak|walnut|board|table/,
  tone: "#c39a6b",
  pattern: (seed) => texture("stuff", "0.003 0.14", seed, [0.28, 0.15, 0.07], 0.42),
};

const materials: Material[] = [
  {
    words: /marble/,
    tone: "#eceae6",
    pattern: (seed) => texture("stuff", "0.006 0.014", seed, [0.36, 0.37, 0.4], 0.42, 5),
  },
  {
    words: /stone|slate|rock|concrete|granite/,
    tone: "#9b9a97",
    pattern: (seed) => texture("stuff", "0.05 0.09", seed, [0.2, 0.2, 0.21], 0.4, 4),
  },
  {
    words: /sand|beach/,
    tone: "#e2cda6",
    pattern: (seed) => texture("stuff", "0.3 0.6", seed, [0.5, 0.38, 0.22], 0.34, 2),
  },
  {
    words: /linen|cloth|fabric|velvet|silk/,
    tone: "#d8cfc2",
    pattern: (seed) => texture("stuff", "0.02 0.03", seed, [0.4, 0.34, 0.28], 0.3),
  },
];

export const surface: PaintScene = (canvas) => {
  const { random, words, width, height } = canvas;
  const material = materials.find((each) => each.words.test(words)) ?? wood;
  const asked = colourIn(words.replace(/sand(y)? /g, ""));
  const tone = /dark|black/.test(words) ? shade(asked ?? material.tone, -0.55) : (asked ?? material.tone);
  const edge = height * between(random, 0.57, 0.62);
  const back = shade(tone, -0.12);
  const defs = [
    vertical("back", [0, shade(back, -0.18)], [0.62, shade(back, 0.3)], [1, back]),
    vertical("top", [0, shade(tone, 0.22)], [0.5, tone], [1, shade(tone, -0.16)]),
    glow("sun", 0.15, 0.05, 1, [0, "#ffffff/0.45"], [1, "#ffffff/0"]),
    material.pattern(Math.floor(random() * 900)),
  ].join("");
  return {
    background: `<defs>${defs}</defs>${rect(canvas, "url(#back)")}${slab(canvas, edge)}${rect(canvas, "url(#sun)")}
      <rect y="${edge - height * 0.004}" width="${width}" height="${height * 0.006}" fill="#fff" fill-opacity="0.28"/>`,
    fill: between(random, 0.62, 0.68),
    baseline: 0.85,
    shadow: { kind: "cast", strength: 0.55 },
  };
};

function slab({ width, height }: Canvas, edge: number): string {
  const shape = `width="${width}" height="${height - edge}"`;
  return `<g transform="translate(0 ${edge})"><rect ${shape} fill="url(#top)"/><rect ${shape} filter="url(#stuff)"/></g>`;
}
