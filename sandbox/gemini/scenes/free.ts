import { colourIn, hashOf, shade } from "../colour.ts";
import { between, randomFrom } from "../random.ts";
import { blur, bokeh, glow, rect, vertical } from "./paint.ts";
import type { PaintScene } from "./scene.ts";

/** Sky, horizon and ground for what the words speak of. */
const places: { words: RegExp; sky: [string, string]; ground: [string, string] }[] = [
  {
    words: /sunset|sunrise|dusk|dawn|golden hour/,
    sky: ["#5a4a78", "#f2a65e"],
    ground: ["#7a5560", "#3c2f3d"],
  },
  { words: /night|moon|star|neon/, sky: ["#0f1430", "#2d3566"], ground: ["#1a1c33", "#0c0d1c"] },
  { words: /sea|ocean|beach|wave|coast/, sky: ["#9fd0e6", "#e8f3f2"], ground: ["#e8d3a6", "#c7aa76"] },
  { words: /forest|wood|jungle|garden|moss/, sky: ["#33523c", "#8fae7f"], ground: ["#5d5238", "#39331f"] },
  { words: /snow|ice|mountain|alp/, sky: ["#9db8cf", "#e9f0f5"], ground: ["#f5f8fa", "#cbd7e0"] },
  { words: /desert|dune|canyon/, sky: ["#e7c19a", "#f6e3c6"], ground: ["#d39a5f", "#a96f3d"] },
  { words: /city|street|urban|office/, sky: ["#8d97a3", "#d4d7d9"], ground: ["#77797d", "#4d4f53"] },
  { words: /kitchen|cafe|café|breakfast/, sky: ["#e9e2d6", "#f7f2e9"], ground: ["#c69f75", "#93704d"] },
];

export const free: PaintScene = (canvas) => {
  const { width, height, random, words } = canvas;
  const tone = colourIn(words) ?? hueOf(words);
  const place = places.find((each) => each.words.test(words));
  const [high, low] = place?.sky ?? [shade(tone, -0.15), shade(tone, 0.4)];
  const [near, front] = place?.ground ?? [shade(tone, 0.1), shade(tone, -0.3)];
  const horizon = height * between(random, 0.64, 0.7);
  const defs = [
    vertical("sky", [0, high], [1, low]),
    vertical("ground", [0, `${near}/0`], [0.12, near], [1, front]),
    glow("sun", between(random, 0.2, 0.8), 0.3, 0.6, [0, "#fff4dc/0.6"], [1, "#fff4dc/0"]),
    blur("far", width * 0.012),
  ].join("");
  const spots = bokeh(
    random,
    14,
    [0, horizon * 0.35, width, horizon],
    [shade(low, 0.4), high, "#ffffff"],
    width * 0.06,
  );
  const ground = `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#ground)"/>`;
  return {
    background: `<defs>${defs}</defs>${rect(canvas, "url(#sky)")}${rect(canvas, "url(#sun)")}<g filter="url(#far)">${spots}</g>${ground}`,
    fill: between(random, 0.56, 0.62),
    baseline: 0.84,
    shadow: { kind: "cast", strength: 0.5 },
  };
};

/** The same words get the same colour. */
function hueOf(words: string): string {
  const random = randomFrom(hashOf(words));
  const channel = () => Math.floor(between(random, 110, 205)).toString(16);
  return `#${channel()}${channel()}${channel()}`;
}
