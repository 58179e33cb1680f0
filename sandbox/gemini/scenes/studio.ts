import { colourIn, shade } from "../colour.ts";
import { between, oneOf } from "../random.ts";
import { glow, rect, vertical } from "./paint.ts";
import type { PaintScene } from "./scene.ts";

export const white: PaintScene = (canvas) => ({
  background: rect(canvas, "#ffffff"),
  fill: between(canvas.random, 0.8, 0.86),
  shadow: { kind: "contact", strength: 0.42 },
  brightness: 1.03,
});

export const studio: PaintScene = (canvas) => {
  const { random, words } = canvas;
  const tone = colourIn(words) ?? oneOf(random, ["#d9c7b2", "#c4cbb8", "#c9d3dc", "#e3cfc8", "#d5cfe0"]);
  const horizon = between(random, 0.66, 0.72);
  const sweep = vertical(
    "sweep",
    [0, shade(tone, -0.1)],
    [horizon - 0.12, tone],
    [horizon, shade(tone, 0.14)],
    [1, shade(tone, -0.04)],
  );
  const light = glow("light", between(random, 0.2, 0.34), 0.2, 0.75, [0, "#ffffff/0.5"], [1, "#ffffff/0"]);
  return {
    background: `<defs>${sweep}${light}</defs>${rect(canvas, "url(#sweep)")}${rect(canvas, "url(#light)")}`,
    fill: between(random, 0.64, 0.7),
    baseline: 0.84,
    shadow: { kind: "cast", strength: 0.4 },
  };
};
