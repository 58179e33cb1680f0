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

export function tote(sketch: Sketch, { colour, turn }: Look): string {
  const body =
    "M300 400L700 400Q716 400 718 418L738 756Q740 788 706 788L294 788Q260 788 262 756L282 418Q284 400 300 400Z";
  const cloth = linear(
    sketch,
    [
      [0, darker(colour, 0.16)],
      [0.25, lighter(colour, 0.18)],
      [0.6, colour],
      [1, darker(colour, 0.3)],
    ],
    [0, 0, 1, 0.25],
  );
  const strap = (x1: number, x2: number, top: number, tone: string) =>
    path(
      `M${x1} 470C${x1 + 6} ${top} ${x2 - 6} ${top} ${x2} 470`,
      `fill="none" stroke="${darker(tone, 0.3)}" stroke-width="34"`,
    ) +
    path(
      `M${x1} 470C${x1 + 6} ${top} ${x2 - 6} ${top} ${x2} 470`,
      `fill="none" stroke="${tone}" stroke-width="29" transform="translate(-2 -2)"`,
    );
  const fold = (d: string) =>
    path(
      d,
      `fill="none" stroke="${darker(colour, 0.55)}" stroke-width="13" opacity="0.3" filter="${blur(sketch, 9)}"`,
    );
  const emblem = turn === 1 ? "" : sun(mix(colour, "#23343a", 0.82));
  return [
    groundShadow(sketch, 512, 792, 450),
    strap(396, 610, 120, darker(colour, 0.25)),
    path("M300 400Q500 372 700 400L700 416L300 416Z", `fill="${darker(colour, 0.55)}"`),
    path(body, `fill="${cloth}"`),
    `<g clip-path="${clip(sketch, body)}">${fold("M330 420Q360 560 330 780")}${fold("M660 430Q640 600 680 780")}${fold("M280 740Q500 716 720 748")}</g>`,
    emblem,
    textured(sketch, body, "0.7", 0.42),
    strap(380, 620, 190, colour),
    `<g fill="${colour}" stroke="${darker(colour, 0.35)}" stroke-width="2"><rect x="361" y="440" width="38" height="62" rx="4"/><rect x="601" y="440" width="38" height="62" rx="4"/></g>`,
    seam("M292 424L708 424", darker(colour, 0.35)),
  ].join("");
}

/** A plain emblem printed on the cloth. */
const sun = (ink: string) =>
  `<g fill="none" stroke="${ink}" stroke-width="8" stroke-linecap="round" opacity="0.85"><circle cx="500" cy="606" r="46"/>${[
    0, 45, 90, 135, 180, 225, 270, 315,
  ]
    .map((angle) => `<path d="M500 534v-26" transform="rotate(${angle} 500 606)"/>`)
    .join("")}</g>`;

export function backpack(sketch: Sketch, { colour, turn }: Look): string {
  const body = "M340 360Q340 236 500 232Q660 236 660 360L684 700Q690 786 620 788L380 788Q310 786 316 700Z";
  const pocket =
    "M362 566Q364 540 392 538L608 538Q636 540 638 566L646 716Q648 752 612 752L388 752Q352 752 354 716Z";
  const flap = "M338 366Q338 232 500 228Q662 232 662 366L664 446Q500 486 336 446Z";
  const leather = turn === 1 ? "#6a4630" : "#9a6a42";
  const shade = (tone: string) =>
    linear(sketch, [
      [0, darker(tone, 0.25)],
      [0.3, lighter(tone, 0.14)],
      [0.62, tone],
      [1, darker(tone, 0.42)],
    ]);
  const soft = (d: string) =>
    path(d, `fill="none" stroke="#120c08" stroke-width="18" opacity="0.32" filter="${blur(sketch, 10)}"`);
  const belt = (x: number) =>
    `<rect x="${x - 15}" y="400" width="30" height="170" rx="5" fill="${shade(leather)}"/><rect x="${x - 21}" y="520" width="42" height="32" rx="6" fill="none" stroke="#c9a25a" stroke-width="7"/>`;
  return [
    groundShadow(sketch, 512, 792, 390),
    path(
      "M440 250Q440 176 500 174Q560 176 560 250",
      `fill="none" stroke="${darker(leather, 0.2)}" stroke-width="18"`,
    ),
    path(
      "M322 420Q276 560 310 730",
      `fill="none" stroke="${darker(colour, 0.5)}" stroke-width="34" stroke-linecap="round"`,
    ),
    path(
      "M678 420Q724 560 690 730",
      `fill="none" stroke="${darker(colour, 0.6)}" stroke-width="34" stroke-linecap="round"`,
    ),
    path(body, `fill="${shade(colour)}"`) + textured(sketch, body, "0.9", 0.35),
    soft("M356 556Q500 528 644 556"),
    path(pocket, `fill="${shade(lighter(colour, 0.05))}"`) + textured(sketch, pocket, "0.9", 0.35),
    seam(
      "M372 574Q374 552 396 552L604 552Q626 552 628 574L634 712Q634 738 608 738L392 738Q366 738 366 712Z",
      lighter(colour, 0.35),
    ),
    soft("M340 458Q500 498 660 458"),
    path(flap, `fill="${shade(colour)}"`) + textured(sketch, flap, "0.9", 0.35),
    seam("M350 438Q500 472 650 438", lighter(colour, 0.35)),
    belt(424) + belt(576),
  ].join("");
}

export function sunglasses(sketch: Sketch, { colour, turn }: Look): string {
  const lens = "M250 560Q246 494 330 490Q430 488 452 528Q470 640 372 666Q270 676 250 560Z";
  const tint = turn === 1 ? "#4d3423" : mix(colour, "#22292e", 0.72);
  const glass = linear(
    sketch,
    [
      [0, darker(tint, 0.35), 0.94],
      [0.55, tint, 0.86],
      [1, lighter(tint, 0.4), 0.74],
    ],
    [0, 0, 0.3, 1],
  );
  const half = [
    path(lens, `fill="${glass}"`),
    `<g clip-path="${clip(sketch, lens)}">${path("M260 660L380 470L430 470L310 680Z", `fill="#fff" opacity="0.2"`)}${path("M345 680L455 500L470 510L372 690Z", `fill="#fff" opacity="0.12"`)}</g>`,
    path(lens, `fill="none" stroke="${darker(colour, 0.3)}" stroke-width="26"`),
    path(lens, `fill="none" stroke="${colour}" stroke-width="20" transform="translate(-1 -2)"`),
    path(
      "M258 520Q280 484 340 480Q420 478 446 508",
      `fill="none" stroke="#fff" stroke-width="5" opacity="0.55" stroke-linecap="round"`,
    ),
  ].join("");
  const temple = "M258 520C236 474 242 432 262 404Q276 384 300 378";
  const mirrored = `<g transform="translate(1000 0) scale(-1 1)">`;
  const arm =
    path(temple, `fill="none" stroke="${darker(colour, 0.45)}" stroke-width="16" stroke-linecap="round"`) +
    path(
      temple,
      `fill="none" stroke="${lighter(colour, 0.25)}" stroke-width="5" opacity="0.6" transform="translate(-3 -5)"`,
    );
  return [
    ellipse(516, 690, 300, 30, `fill="#2a211b" opacity="0.34" filter="${blur(sketch, 14)}"`),
    ellipse(
      560,
      560,
      330,
      120,
      `fill="${radial(sketch, [
        [0, "#2a211b", 0.14],
        [1, "#2a211b", 0],
      ])}"`,
    ),
    arm + `${mirrored}${arm}</g>`,
    half + `${mirrored}${half}</g>`,
    path("M448 532Q500 498 552 532", `fill="none" stroke="${darker(colour, 0.3)}" stroke-width="22"`),
    path(
      "M450 529Q500 496 550 529",
      `fill="none" stroke="${lighter(colour, 0.25)}" stroke-width="6" opacity="0.8"`,
    ),
  ].join("");
}
