import { darker, lighter, mix } from "../colour.ts";
import { blur, ellipse, linear, path, textured, type Sketch } from "../sketch.ts";
import type { Look } from "./look.ts";

export function headphones(sketch: Sketch, { colour, turn }: Look): string {
  const flip = turn === 1 ? `transform="translate(1000 0) scale(-1 1)"` : "";
  const arc = "M306 560C270 150 730 150 694 560";
  const inner = "M330 540C310 206 690 206 670 540";
  const band = (d: string, tone: string, width: number) =>
    path(d, `fill="none" stroke="${tone}" stroke-width="${width}" stroke-linecap="round"`);
  const cup = (x: number, tone: string, facing: number) =>
    ellipse(x + facing * 30, 628, 50, 116, `fill="${darker("#2f2c2a", 0.2)}"`) +
    ellipse(
      x + facing * 18,
      628,
      58,
      118,
      `fill="${linear(sketch, [
        [0, "#4b4643"],
        [0.5, "#312e2c"],
        [1, "#1d1b1a"],
      ])}"`,
    ) +
    ellipse(
      x,
      628,
      66,
      122,
      `fill="${linear(
        sketch,
        [
          [0, lighter(tone, 0.35)],
          [0.45, tone],
          [1, darker(tone, 0.48)],
        ],
        [0, 0, 1, 0.5],
      )}"`,
    ) +
    ellipse(x - 4, 628, 42, 88, `fill="none" stroke="${darker(tone, 0.4)}" stroke-width="5" opacity="0.8"`) +
    ellipse(x - 22, 586, 12, 46, `fill="#fff" opacity="0.5" filter="${blur(sketch, 7)}"`);
  return `<g ${flip}>${[
    ellipse(524, 756, 300, 34, `fill="#2a211b" opacity="0.36" filter="${blur(sketch, 16)}"`),
    band(arc, darker(colour, 0.45), 46) +
      band(
        arc,
        linear(sketch, [
          [0, lighter(colour, 0.2)],
          [0.4, colour],
          [1, darker(colour, 0.4)],
        ]),
        38,
      ),
    band(inner, "#2e2b29", 22),
    band("M318 400C370 250 470 238 520 240", "#ffffff", 7).replace(
      "/>",
      ` opacity="0.45" filter="${blur(sketch, 4)}"/>`,
    ),
    `<g fill="${linear(sketch, [
      [0, "#eef0f1"],
      [0.5, "#a4abb0"],
      [1, "#6e767b"],
    ])}"><rect x="292" y="480" width="26" height="76" rx="9"/><rect x="682" y="480" width="26" height="76" rx="9"/></g>`,
    cup(694, darker(colour, 0.15), -1) + cup(306, colour, 1),
  ].join("")}</g>`;
}

export function notebook(sketch: Sketch, { colour, turn }: Look): string {
  const cover = "M318 236L648 236Q676 236 676 264L676 748Q676 776 648 776L318 776Z";
  const pages = "M330 776L664 776L690 796L352 796Z";
  const cloth = linear(sketch, [
    [0, darker(colour, 0.35)],
    [0.09, lighter(colour, 0.1)],
    [0.12, darker(colour, 0.3)],
    [0.16, lighter(colour, 0.2)],
    [1, darker(colour, 0.16)],
  ]);
  const band =
    turn === 1
      ? ""
      : `<rect x="598" y="236" width="20" height="540" fill="${darker(colour, 0.55)}"/><rect x="600" y="236" width="4" height="540" fill="#fff" opacity="0.2"/>`;
  return `<g transform="rotate(${turn === 1 ? 9 : -7} 500 520)">${[
    `<rect x="334" y="262" width="380" height="548" rx="20" fill="#2a211b" opacity="0.34" filter="${blur(sketch, 20)}"/>`,
    path("M676 262L692 284L692 790Q692 800 676 796Z", `fill="#e9e1d2"`) + path(pages, `fill="#d9cfbd"`),
    [680, 684, 688].map((x) => path(`M${x} 280V790`, `stroke="#c3b8a4" stroke-width="1"`)).join(""),
    path(cover, `fill="${cloth}"`) + textured(sketch, cover, "0.7", 0.4),
    `<rect x="420" y="360" width="150" height="92" rx="6" fill="#f6f0e3"/><g fill="#5a4f43"><rect x="446" y="390" width="98" height="8"/><rect x="464" y="412" width="62" height="6"/></g>`,
    band,
    path("M470 776L470 846L482 832L494 846L494 776Z", `fill="${mix(colour, "#d9a441", 0.7)}"`),
  ].join("")}</g>`;
}
