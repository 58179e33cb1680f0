import { darker, lighter, mix } from "../colour.ts";
import { opening, outlineOf, turned, profileOf } from "../lathe.ts";
import { ellipse, groundShadow, linear, path, textured, type Sketch } from "../sketch.ts";
import type { Look } from "./look.ts";

export function mug(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const profile = profileOf("330 190, 350 192, 600 186, 720 176, 775 150");
  const side = turn === 1 ? -1 : 1;
  const body = turned(sketch, { cx, profile, colour, finish: "gloss" });
  const band = turned(sketch, {
    cx,
    profile: profileOf("690 180, 730 173, 775 150"),
    colour: mix(colour, "#d9c7ae", 0.75),
    finish: "matt",
  });
  return [
    groundShadow(sketch, cx + 12, 782, 330),
    turn === 2 ? "" : handle(cx, side, colour),
    body,
    band,
    textured(sketch, outlineOf(cx, profile), "0.9", 0.12),
    opening(sketch, cx, 330, 190, lighter(colour, 0.35), "#5b3a24"),
    turn === 2 ? frontHandle(sketch, cx, colour) : "",
  ].join("");
}

function handle(cx: number, side: number, colour: string): string {
  const x = (offset: number) => cx + side * offset;
  const d = `M${x(170)} 410C${x(345)} 380 ${x(345)} 660 ${x(165)} 640`;
  const tone = side > 0 ? darker(colour, 0.36) : darker(colour, 0.08);
  return (
    path(d, `fill="none" stroke="${darker(tone, 0.25)}" stroke-width="46" stroke-linecap="round"`) +
    path(
      d,
      `fill="none" stroke="${tone}" stroke-width="36" stroke-linecap="round" transform="translate(-3 -4)"`,
    ) +
    path(
      d,
      `fill="none" stroke="${lighter(tone, 0.4)}" stroke-width="7" opacity="0.6" stroke-linecap="round" transform="translate(-8 -12)"`,
    )
  );
}

/** The handle turned towards us: a loop seen on edge. */
function frontHandle(sketch: Sketch, cx: number, colour: string): string {
  const x = cx + 70;
  const fill = linear(sketch, [
    [0, darker(colour, 0.15)],
    [0.4, lighter(colour, 0.4)],
    [1, darker(colour, 0.42)],
  ]);
  return (
    ellipse(x + 16, 540, 30, 128, `fill="#120c08" opacity="0.28"`) +
    `<rect x="${x - 22}" y="408" width="44" height="250" rx="22" fill="${fill}"/>`
  );
}

export function bowl(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const profile = profileOf("480 285, 510 284, 620 245, 700 165, 745 108, 770 104");
  const content = turn === 1 ? "#c9b48c" : undefined;
  return [
    groundShadow(sketch, cx + 12, 778, 380),
    turned(sketch, { cx, profile, colour, finish: "gloss" }),
    textured(sketch, outlineOf(cx, profile), "0.8", 0.16),
    opening(sketch, cx, 480, 285, lighter(colour, 0.3), content),
  ].join("");
}

export function vase(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const profile = profileOf("300 74, 325 66, 400 62, 480 110, 590 172, 690 168, 760 122, 782 104");
  const body = turned(sketch, { cx, profile, colour, finish: "matt" });
  return [
    groundShadow(sketch, cx + 12, 786, 270),
    turn === 2 ? "" : dryStems(cx, turn),
    opening(sketch, cx, 300, 74, colour),
    turn === 2 ? "" : stemsBelow(cx, turn),
    body,
    textured(sketch, outlineOf(cx, profile), "0.5", 0.28),
    path(
      `M${cx - 74} 300A74 12.6 0 0 0 ${cx + 74} 300`,
      `fill="none" stroke="${lighter(colour, 0.45)}" stroke-width="5"`,
    ),
  ].join("");
}

const STEMS = [-62, -34, -8, 16, 44, 70];

function dryStems(cx: number, turn: number): string {
  return STEMS.map((lean, index) => {
    const tipX = cx + lean * (turn === 1 ? -2.1 : 2.1);
    const tipY = 95 + Math.abs(lean) * 1.1 + (index % 3) * 26;
    const stem = path(
      `M${cx + lean * 0.4} 310Q${cx + lean * 0.7} 210 ${tipX} ${tipY}`,
      `fill="none" stroke="#a78d62" stroke-width="4"`,
    );
    const ears = [0, 1, 2, 3, 4, 5].map((step) => {
      const y = tipY + step * 17;
      const x = tipX - (tipX - cx) * 0.075 * step;
      const tone = step % 2 ? "#d9c193" : "#c9ab74";
      return ellipse(
        x + (step % 2 ? 8 : -8),
        y,
        8,
        15,
        `fill="${tone}" transform="rotate(${step % 2 ? 28 : -28} ${x} ${y})"`,
      );
    });
    return stem + ears.join("");
  }).join("");
}

const stemsBelow = (cx: number, turn: number) =>
  STEMS.map((lean) =>
    path(
      `M${cx + lean * 0.4} 306L${cx + lean * (turn === 1 ? 0.3 : 0.5)} 290`,
      `stroke="#8c744d" stroke-width="4"`,
    ),
  ).join("");

export function teapot(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 490;
  const flip = turn === 1 ? `transform="translate(980 0) scale(-1 1)"` : "";
  const profile = profileOf("430 96, 455 150, 540 208, 640 214, 720 176, 768 120");
  const spout = `M${cx + 150} 640C${cx + 260} 620 ${cx + 260} 480 ${cx + 320} 440L${cx + 350} 462C${cx + 320} 520 ${cx + 320} 680 ${cx + 150} 720Z`;
  const loop = `M${cx - 160} 490C${cx - 350} 420 ${cx - 340} 700 ${cx - 180} 680`;
  return `<g ${flip}>${[
    groundShadow(sketch, cx + 12, 772, 360),
    path(loop, `fill="none" stroke="${darker(colour, 0.12)}" stroke-width="34" stroke-linecap="round"`),
    path(
      loop,
      `fill="none" stroke="${lighter(colour, 0.45)}" stroke-width="7" opacity="0.7" transform="translate(-4 -11)"`,
    ),
    path(
      spout,
      `fill="${linear(sketch, [
        [0, darker(colour, 0.2)],
        [0.45, lighter(colour, 0.12)],
        [1, darker(colour, 0.45)],
      ])}"`,
    ),
    turned(sketch, { cx, profile, colour, finish: "gloss" }),
    turned(sketch, {
      cx,
      profile: profileOf("392 40, 402 78, 425 104, 438 104"),
      colour,
      finish: "gloss",
    }),
    turned(sketch, {
      cx,
      profile: profileOf("346 12, 352 24, 372 26, 388 13, 396 13"),
      colour: darker(colour, 0.15),
      finish: "gloss",
    }),
  ].join("")}</g>`;
}
