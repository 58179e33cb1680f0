import { darker, lighter, mix } from "../colour.ts";
import { opening, outlineOf, turned, profileOf } from "../lathe.ts";
import { blur, clip, ellipse, groundShadow, linear, path, radial, textured, type Sketch } from "../sketch.ts";
import type { Look } from "./look.ts";

export function lamp(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const shade = profileOf("190 120, 310 170, 432 220");
  const base = profileOf("520 40, 560 78, 640 112, 710 96, 752 60, 782 88");
  const lit = turn !== 1;
  const glow = radial(sketch, [
    [0, "#ffe9b8", 0.75],
    [1, "#ffe9b8", 0],
  ]);
  return [
    groundShadow(sketch, cx + 10, 786, 230),
    lit ? ellipse(cx, 400, 400, 360, `fill="${glow}"`) : "",
    turned(sketch, { cx, profile: base, colour, finish: "gloss" }),
    turned(sketch, {
      cx,
      profile: profileOf("420 8, 500 8, 508 26, 524 30"),
      colour: "#b58f53",
      finish: "metal",
    }),
    turned(sketch, { cx, profile: shade, colour: lit ? "#f7e7c4" : "#e9e0cf", finish: "matt", tilt: 0.1 }),
    textured(sketch, outlineOf(cx, shade, 0.1), "0.9 0.16", 0.2),
    lit
      ? `<g clip-path="${clip(sketch, outlineOf(cx, shade, 0.1))}">${ellipse(cx, 380, 150, 130, `fill="#fff6dc" opacity="0.75" filter="${blur(sketch, 38)}"`)}</g>`
      : "",
    ellipse(
      cx,
      190,
      120,
      12,
      `fill="${linear(sketch, [
        [0, "#a99573"],
        [1, "#efe0bd"],
      ])}"`,
    ),
  ].join("");
}

export function plant(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const rim = profileOf("560 148, 598 144");
  const pot = profileOf("590 134, 690 122, 778 108");
  const leaves = LEAVES.map(([lean, length, bend], index) =>
    leaf(sketch, cx + lean * 0.25, 556, lean * (turn === 1 ? -1 : 1), length * 0.86, bend, index),
  );
  return [
    groundShadow(sketch, cx + 14, 784, 270),
    ...leaves.slice(0, 4),
    turned(sketch, { cx, profile: pot, colour, finish: "matt" }),
    textured(sketch, outlineOf(cx, pot), "0.6", 0.25),
    turned(sketch, { cx, profile: rim, colour, finish: "matt" }),
    opening(sketch, cx, 560, 148, colour, "#4a3527"),
    ...leaves.slice(4),
  ].join("");
}

/** Lean, length and breadth of each leaf, the ones at the back first. */
const LEAVES = [
  [-150, 380, 64],
  [160, 360, 62],
  [-40, 450, 66],
  [70, 430, 66],
  [-210, 250, 60],
  [215, 260, 60],
  [-100, 320, 68],
  [115, 300, 68],
  [5, 350, 70],
] as const;

function leaf(
  sketch: Sketch,
  x: number,
  y: number,
  lean: number,
  length: number,
  breadth: number,
  index: number,
): string {
  const tip = [x + lean, y - length] as const;
  const middle = [x + lean * 0.3, y - length * 0.62] as const;
  const tone = mix("#3f6b46", "#86a765", (index % 4) / 4);
  const d = `M${x} ${y}C${middle[0] - breadth} ${middle[1]} ${tip[0] - breadth * 0.7} ${tip[1] + 40} ${tip[0]} ${tip[1]}C${tip[0] + breadth} ${tip[1] + 90} ${middle[0] + breadth} ${middle[1] + 30} ${x} ${y}Z`;
  const fill = linear(sketch, [
    [0, lighter(tone, 0.22)],
    [0.48, tone],
    [0.52, darker(tone, 0.18)],
    [1, darker(tone, 0.36)],
  ]);
  return (
    path(d, `fill="${fill}"`) +
    path(
      `M${x} ${y}Q${middle[0]} ${middle[1]} ${tip[0]} ${tip[1]}`,
      `fill="none" stroke="${lighter(tone, 0.4)}" stroke-width="3" opacity="0.7"`,
    )
  );
}

export function cushion(sketch: Sketch, { colour, turn }: Look): string {
  const d =
    "M262 300Q250 270 285 282Q500 322 715 282Q750 270 738 300Q700 530 738 748Q750 790 712 776Q500 742 288 776Q250 790 262 748Q300 530 262 300Z";
  const shade = radial(
    sketch,
    [
      [0, lighter(colour, 0.24)],
      [0.55, colour],
      [1, darker(colour, 0.42)],
    ],
    [0.4, 0.36, 0.72],
  );
  const stripes =
    turn === 1
      ? ""
      : [330, 400, 600, 670]
          .map((x) =>
            path(
              `M${x} 270Q${(x + 500) / 2 + (x - 500) * 0.35} 530 ${x} 790`,
              `fill="none" stroke="${lighter(colour, 0.62)}" stroke-width="14" opacity="0.75"`,
            ),
          )
          .join("");
  const crease = (line: string) =>
    path(
      line,
      `fill="none" stroke="${darker(colour, 0.5)}" stroke-width="16" opacity="0.35" stroke-linecap="round" filter="${blur(sketch, 10)}"`,
    );
  return [
    groundShadow(sketch, 512, 782, 440),
    path(d, `fill="${shade}"`),
    `<g clip-path="${clip(sketch, d)}">${stripes}${crease("M275 295Q370 380 420 480")}${crease("M725 295Q640 370 600 460")}${crease("M280 770Q370 690 420 600")}${crease("M720 765Q640 690 590 610")}</g>`,
    textured(sketch, d, "0.8 0.5", 0.4),
    path(d, `fill="none" stroke="${darker(colour, 0.3)}" stroke-width="4" opacity="0.7"`),
  ].join("");
}

export function chair(sketch: Sketch, { colour, turn }: Look): string {
  const flip = turn === 1 ? `transform="translate(1000 0) scale(-1 1)"` : "";
  const wood = linear(sketch, [
    [0, lighter(colour, 0.25)],
    [0.5, colour],
    [1, darker(colour, 0.4)],
  ]);
  const bar = (d: string, width: number, tone: string = colour) =>
    path(d, `fill="none" stroke="${darker(tone, 0.35)}" stroke-width="${width}" stroke-linecap="round"`) +
    path(
      d,
      `fill="none" stroke="${tone}" stroke-width="${width - 5}" stroke-linecap="round" transform="translate(-2 0)"`,
    ) +
    path(
      d,
      `fill="none" stroke="${lighter(tone, 0.5)}" stroke-width="${width * 0.2}" stroke-linecap="round" opacity="0.6" transform="translate(${-width * 0.22} 0)"`,
    );
  const back = "M318 330Q320 268 380 262Q500 244 620 262Q680 268 682 330L676 372Q500 338 324 372Z";
  const seat =
    "M300 560Q310 530 360 526L650 526Q694 530 706 566L716 590Q716 612 690 614L322 614Q292 612 294 588Z";
  return `<g ${flip}>${[
    ellipse(540, 812, 300, 44, `fill="#2a211b" opacity="0.22" filter="${blur(sketch, 22)}"`),
    bar("M392 600L376 790", 20, darker(colour, 0.25)) + bar("M628 600L644 790", 20, darker(colour, 0.3)),
    bar("M366 540L340 320", 24) + bar("M640 540L662 320", 24, darker(colour, 0.12)),
    bar("M450 530L440 352", 12, darker(colour, 0.1)) +
      bar("M502 530L502 348", 12, darker(colour, 0.12)) +
      bar("M556 530L564 352", 12, darker(colour, 0.16)),
    path(back, `fill="${wood}"`) + textured(sketch, back, "0.02 0.35", 0.4),
    bar("M330 606L300 824", 25) +
      bar("M682 606L714 824", 25, darker(colour, 0.15)) +
      bar("M318 716L700 716", 12, darker(colour, 0.18)),
    path(
      "M294 590L296 606Q300 632 326 632L688 632Q714 630 716 600L716 588Z",
      `fill="${darker(colour, 0.42)}"`,
    ),
    path(seat, `fill="${wood}"`) + textured(sketch, seat, "0.02 0.35", 0.4),
    path(
      "M330 552Q500 540 668 554",
      `fill="none" stroke="#fff" stroke-width="7" opacity="0.3" filter="${blur(sketch, 5)}"`,
    ),
  ].join("")}</g>`;
}
