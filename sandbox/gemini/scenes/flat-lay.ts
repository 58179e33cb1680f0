import { colourIn, shade } from "../colour.ts";
import { between, oneOf } from "../random.ts";
import { blur, glow, rect, texture, twig } from "./paint.ts";
import type { Canvas, PaintScene } from "./scene.ts";

/** Seen from straight above: a cloth or boards, things laid around the middle. */
export const flatLay: PaintScene = (canvas) => {
  const { width, random, words } = canvas;
  const wood = /wood|board|oak|table/.test(words);
  const tone =
    colourIn(words) ?? (wood ? "#cfae86" : oneOf(random, ["#e8e1d5", "#ded9d0", "#e4dcd9", "#d9ddd6"]));
  const seed = Math.floor(random() * 900);
  const defs = [
    glow("day", 0.12, 0.08, 1.2, [0, "#ffffff/0.5"], [0.6, "#ffffff/0"], [1, "#2a2118/0.22"]),
    wood
      ? texture("weave", "0.004 0.09", seed, [0.3, 0.18, 0.1], 0.36)
      : texture("weave", "0.5 0.05", seed, [0.35, 0.3, 0.25], 0.16, 2),
    texture("weft", "0.05 0.5", seed + 1, [1, 1, 1], 0.16, 2),
    blur("near", width * 0.006),
  ].join("");
  const cloth =
    rect(canvas, tone) +
    rect(canvas, "none", `filter="url(#weave)"`) +
    (wood ? boards(canvas, tone) : rect(canvas, "none", `filter="url(#weft)"`));
  const laid = props(canvas);
  const shadows = `<g transform="translate(${width * 0.008} ${width * 0.012})" filter="url(#near)" opacity="0.3" style="filter:brightness(0)">${laid.shadows}</g>`;
  return {
    background: `<defs>${defs}</defs>${cloth}${shadows}${laid.things}${rect(canvas, "url(#day)")}`,
    fill: between(random, 0.56, 0.62),
    shadow: { kind: "flat", strength: 0.42 },
  };
};

function boards({ width, height }: Canvas, tone: string): string {
  return [0.22, 0.47, 0.73]
    .map(
      (share) =>
        `<rect y="${height * share}" width="${width}" height="${height * 0.004}" fill="${shade(tone, -0.45)}"/>`,
    )
    .join("");
}

function props({ width, height, random }: Canvas) {
  const palette = oneOf<readonly string[]>(random, [
    ["#7d8f6a", "#94a57f"],
    ["#b88a5c", "#cba274"],
    ["#8d9c8a", "#a9b5a3"],
  ]);
  const corner = between(random, -8, 8);
  const first = (colours: readonly string[]) =>
    twig(random, -width * 0.02, height * between(random, 0.2, 0.26), width * 0.36, -38 + corner, colours);
  const second = (colours: readonly string[]) =>
    twig(random, width * 1.02, height * between(random, 0.76, 0.82), width * 0.34, 146 + corner, colours);
  const stones = ([fill, light]: readonly [string, string]) =>
    `<ellipse cx="${width * 0.84}" cy="${height * 0.14}" rx="${width * 0.055}" ry="${width * 0.046}" fill="${fill}"/>` +
    `<ellipse cx="${width * 0.91}" cy="${height * 0.22}" rx="${width * 0.034}" ry="${width * 0.03}" fill="${light}"/>` +
    `<circle cx="${width * 0.13}" cy="${height * 0.86}" r="${width * 0.06}" fill="${fill}"/>` +
    `<circle cx="${width * 0.13}" cy="${height * 0.86}" r="${width * 0.042}" fill="${light}"/>`;
  const black = ["#1d1711"];
  return {
    shadows: first(black) + second(black) + stones(["#1d1711", "#1d1711"]),
    things:
      first(palette) +
      second(palette) +
      stones([oneOf(random, ["#c9b8a4", "#b9b4ad", "#cfa58c"]), "#efe7da"]),
  };
}
