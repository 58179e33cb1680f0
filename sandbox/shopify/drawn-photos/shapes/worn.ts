import { darker, lighter, mix } from "../colour.ts";
import {
  blur,
  clip,
  ellipse,
  groundShadow,
  linear,
  path,
  radial,
  seam,
  textured,
  type Sketch,
} from "../sketch.ts";
import type { Look } from "./look.ts";

const UPPER =
  "M196 676C188 610 206 520 224 470C236 440 268 430 300 446C330 462 372 462 398 436C430 452 468 486 520 528C580 574 660 596 730 612C790 626 818 650 820 692L812 720L200 720Z";
const SOLE =
  "M186 690Q186 676 204 680C320 708 620 706 800 690Q836 688 834 716Q832 760 790 764L240 764Q190 764 186 716Z";

export function sneaker(sketch: Sketch, { colour, turn }: Look): string {
  const flip = turn === 1 ? `transform="translate(1020 0) scale(-1 1)"` : "";
  const accent = mix(colour, "#c8643c", 0.75);
  const upper = linear(
    sketch,
    [
      [0, lighter(colour, 0.35)],
      [0.45, colour],
      [1, darker(colour, 0.38)],
    ],
    [0.2, 0, 0.5, 1],
  );
  const toe = "M690 700C690 640 720 612 736 614C794 628 820 654 820 696L812 716Z";
  const heel = "M198 690C190 610 206 530 226 470C262 520 280 610 276 706Z";
  const stripe = "M392 690C420 628 470 566 520 528L572 566C520 600 470 640 446 700Z";
  return `<g ${flip}>${[
    groundShadow(sketch, 512, 764, 620),
    path("M252 452Q320 380 408 436Q420 470 340 480Q270 482 252 452Z", `fill="${darker(colour, 0.65)}"`),
    path(
      "M372 452Q380 380 440 362Q470 372 462 408L500 520L440 540Z",
      `fill="${linear(sketch, [
        [0, lighter(colour, 0.3)],
        [1, darker(colour, 0.25)],
      ])}"`,
    ),
    path(UPPER, `fill="${upper}"`) + textured(sketch, UPPER, "0.9", 0.2),
    path(toe, `fill="${darker(colour, 0.1)}"`) +
      path(heel, `fill="${accent}"`) +
      path(stripe, `fill="${accent}"`),
    `<g clip-path="${clip(sketch, UPPER)}">${path("M200 720Q500 660 830 720", `fill="none" stroke="#120c08" stroke-width="40" opacity="0.18" filter="${blur(sketch, 14)}"`)}${path("M236 470Q250 450 300 464Q380 470 400 450Q500 540 640 584", `fill="none" stroke="#fff" stroke-width="8" opacity="0.6" filter="${blur(sketch, 4)}"`)}</g>`,
    laces(colour),
    path(
      SOLE,
      `fill="${linear(
        sketch,
        [
          [0, "#fdfcf9"],
          [0.5, "#efeae2"],
          [1, "#bdb4a8"],
        ],
        [0, 0, 0, 1],
      )}"`,
    ),
    path("M190 738Q500 752 830 736", `fill="none" stroke="#b9afa2" stroke-width="4"`),
    path("M206 690C330 714 620 712 806 698", `fill="none" stroke="#fff" stroke-width="5" opacity="0.9"`),
    path(
      "M192 746L200 762Q210 768 240 768L790 768Q818 766 828 742Q500 764 192 746Z",
      `fill="${mix(accent, "#5b4436", 0.5)}"`,
    ),
  ].join("")}</g>`;
}

const LACES = [
  [424, 452, 388, 500],
  [452, 480, 414, 528],
  [484, 506, 444, 556],
  [516, 530, 478, 582],
] as const;

const laces = (colour: string) =>
  LACES.map(
    ([x1, y1, x2, y2]) =>
      path(
        `M${x1} ${y1}Q${x1 - 34} ${y1 + 8} ${x2} ${y2}`,
        `fill="none" stroke="${darker(colour, 0.5)}" stroke-width="15" stroke-linecap="round"`,
      ) +
      path(
        `M${x1} ${y1}Q${x1 - 34} ${y1 + 6} ${x2} ${y2}`,
        `fill="none" stroke="#fbf8f2" stroke-width="11" stroke-linecap="round" transform="translate(-1 -3)"`,
      ),
  ).join("");

export function watch(sketch: Sketch, { colour, turn }: Look): string {
  const strap = turn === 1 ? mix(colour, "#2c2f33", 0.65) : colour;
  const leather = linear(sketch, [
    [0, darker(strap, 0.4)],
    [0.25, lighter(strap, 0.18)],
    [0.6, strap],
    [1, darker(strap, 0.5)],
  ]);
  const upper = "M432 400L446 168Q450 140 500 140Q550 140 554 168L568 400Z";
  const lower = "M432 640L446 858Q450 884 500 884Q550 884 554 858L568 640Z";
  const band = (d: string) => path(d, `fill="${leather}"`) + textured(sketch, d, "0.5", 0.35);
  const steel = linear(
    sketch,
    [
      [0, "#f3f5f6"],
      [0.25, "#a9b0b5"],
      [0.5, "#eceff0"],
      [0.75, "#7d858b"],
      [1, "#c9ced1"],
    ],
    [0, 0, 1, 1],
  );
  const dial = turn === 1 ? "#f4f1ea" : "#1f2a33";
  const ink = turn === 1 ? "#24292d" : "#f4f1ea";
  const tick = (index: number) =>
    `<path d="M500 ${index % 3 ? 412 : 408}v${index % 3 ? 14 : 24}" stroke-width="${index % 3 ? 4 : 7}" transform="rotate(${index * 30} 500 520)"/>`;
  return `<g transform="rotate(-14 500 520)">${[
    ellipse(526, 540, 170, 360, `fill="#2a211b" opacity="0.26" filter="${blur(sketch, 24)}"`),
    band(upper) + band(lower),
    seam("M446 392L458 172Q500 150 542 172L554 392", lighter(strap, 0.45)) +
      seam("M446 648L458 852Q500 872 542 852L554 648", lighter(strap, 0.45)),
    [706, 744, 782].map((y) => ellipse(500, y, 8, 10, `fill="${darker(strap, 0.7)}"`)).join(""),
    `<rect x="640" y="500" width="26" height="40" rx="7" fill="${steel}"/>`,
    ellipse(500, 520, 150, 150, `fill="${steel}"`) + ellipse(500, 520, 132, 132, `fill="#5b6369"`),
    ellipse(
      500,
      520,
      127,
      127,
      `fill="${radial(
        sketch,
        [
          [0, lighter(dial, 0.16)],
          [1, dial],
        ],
        [0.4, 0.35, 0.8],
      )}"`,
    ),
    `<g stroke="${ink}" stroke-linecap="round">${Array.from({ length: 12 }, (_, index) => tick(index)).join("")}</g>`,
    `<g stroke="${ink}" stroke-linecap="round" fill="none"><path d="M500 520L446 464" stroke-width="9"/><path d="M500 520L572 448" stroke-width="6"/><path d="M500 548L500 428" stroke="#d2603a" stroke-width="3" transform="rotate(140 500 520)"/></g>`,
    ellipse(500, 520, 9, 9, `fill="#d2603a"`),
    path("M404 470Q430 408 500 400L560 410Q450 470 420 580Q396 530 404 470Z", `fill="#fff" opacity="0.13"`),
  ].join("")}</g>`;
}
