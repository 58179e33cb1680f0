import { darker, lighter, mix } from "../colour.ts";
import { opening, outlineOf, turned, profileOf, type Profile } from "../lathe.ts";
import { ellipse, groundShadow, linear, path, radial, blur, textured, type Sketch } from "../sketch.ts";
import type { Look } from "./look.ts";

export function bottle(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const profile = profileOf("300 60, 318 62, 352 92, 400 118, 470 124, 740 124, 778 116, 790 108");
  const cap = profileOf("196 54, 200 62, 290 62, 300 60");
  const open = turn === 2;
  return [
    groundShadow(sketch, cx + 10, 794, 260),
    turned(sketch, { cx, profile, colour, finish: "matt" }),
    textured(sketch, outlineOf(cx, profile), "1.4", 0.14),
    turn === 1 ? "" : label(cx, 560, 124, lighter(colour, 0.85)),
    open
      ? opening(sketch, cx, 300, 60, "#c9ced2")
      : turned(sketch, { cx, profile: cap, colour: "#c4c8cb", finish: "metal" }),
    open
      ? ""
      : path(
          `M${cx - 62} 214A62 10 0 0 0 ${cx + 62} 214`,
          `fill="none" stroke="#fff" opacity="0.5" stroke-width="2"`,
        ),
  ].join("");
}

/** A small mark printed on the body: a ring and two lines, no brand of anyone. */
function label(cx: number, y: number, r: number, ink: string): string {
  const x = cx - r * 0.08;
  return `<g opacity="0.9" fill="none" stroke="${ink}" stroke-width="4">
    <ellipse cx="${x}" cy="${y}" rx="24" ry="26"/><path d="M${x - 13} ${y + 8}q13 -34 26 0"/>
    <path d="M${x - 34} ${y + 52}h68M${x - 22} ${y + 68}h44" stroke-width="3"/></g>`;
}

export function serum(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const profile = profileOf("470 58, 486 60, 520 112, 550 130, 740 132, 776 128, 788 118");
  const dropper = profileOf("250 30, 262 44, 330 46, 368 38");
  return [
    groundShadow(sketch, cx + 10, 792, 280),
    turned(sketch, { cx, profile, colour, finish: "glass" }),
    turned(sketch, {
      cx,
      profile: profileOf("600 122, 740 124, 776 119, 782 112"),
      colour: darker(colour, 0.3),
      finish: "glass",
    }),
    paperLabel(sketch, cx, turn),
    turned(sketch, {
      cx,
      profile: profileOf("368 64, 372 68, 462 68, 470 66"),
      colour: "#2c2a29",
      finish: "matt",
    }),
    turned(sketch, { cx, profile: dropper, colour: "#3a3735", finish: "matt" }),
  ].join("");
}

function paperLabel(sketch: Sketch, cx: number, turn: number): string {
  const [left, right] = turn === 1 ? [cx - 131, cx + 40] : [cx - 96, cx + 96];
  const d = `M${left} 586Q${cx} 606 ${right} 586L${right} 716Q${cx} 736 ${left} 716Z`;
  const shade = linear(sketch, [
    [0, "#d8d1c4"],
    [0.3, "#fbf8f1"],
    [0.7, "#efe9dd"],
    [1, "#c9c0b0"],
  ]);
  const middle = (left + right) / 2;
  return (
    path(d, `fill="${shade}"`) +
    `<g fill="#3d3833" opacity="0.85"><rect x="${middle - 46}" y="634" width="92" height="9"/><rect x="${middle - 30}" y="656" width="60" height="5"/><rect x="${middle - 38}" y="672" width="76" height="4"/><rect x="${middle - 24}" y="686" width="48" height="4"/></g>`
  );
}

export function jar(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const profile = profileOf("392 142, 410 160, 450 172, 730 172, 772 166, 788 152");
  const top = turn === 1 ? 560 : 470;
  const content = profileOf(`${top} 160, ${top + 30} 162, 730 162, 768 156, 778 146`);
  const lid = profileOf("308 145, 316 147, 378 147, 392 142");
  return [
    groundShadow(sketch, cx + 10, 792, 340),
    turned(sketch, { cx, profile: content, colour, finish: "matt" }),
    textured(sketch, outlineOf(cx, content), "0.12", 0.5),
    ellipse(cx, top, 160, 26, `fill="${lighter(colour, 0.18)}"`),
    turned(sketch, { cx, profile, colour: "#dfe7e8", finish: "glass" }).replaceAll(
      'opacity="0.7"',
      'opacity="0.55"',
    ),
    cork(sketch, cx, lid),
    hangTag(cx),
  ].join("");
}

function cork(sketch: Sketch, cx: number, lid: Profile): string {
  return (
    turned(sketch, { cx, profile: lid, colour: "#c39a6b", finish: "matt" }) +
    textured(sketch, outlineOf(cx, lid), "0.22", 0.55) +
    ellipse(
      cx,
      308,
      145,
      24,
      `fill="${linear(sketch, [
        [0, "#d9b588"],
        [1, "#b58a5b"],
      ])}"`,
    )
  );
}

const hangTag = (cx: number) =>
  `<g><path d="M${cx - 166} 424Q${cx} 470 ${cx + 166} 424" fill="none" stroke="#8c7552" stroke-width="5"/>
  <path d="M${cx + 40} 452l46 18 0 84 -78 0 0 -84z" fill="#efe6d4"/><circle cx="${cx + 44}" cy="474" r="6" fill="#8c7552"/>
  <path d="M${cx + 22} 500h50M${cx + 22} 516h36" stroke="#85735a" stroke-width="4"/></g>`;

export function candle(sketch: Sketch, { colour, turn }: Look): string {
  const cx = 500;
  const profile = profileOf("440 168, 452 170, 720 170, 768 164, 782 150");
  const lit = turn !== 2;
  const wax = mix(colour, "#fff6e6", 0.7);
  return [
    groundShadow(sketch, cx + 10, 786, 340),
    turned(sketch, { cx, profile, colour, finish: "gloss" }),
    turn === 1 ? "" : candleLabel(sketch, cx),
    opening(sketch, cx, 440, 168, colour, wax),
    lit ? ellipse(cx, 450, 110, 18, `fill="#fff3d4" opacity="0.9" filter="${blur(sketch, 8)}"`) : "",
    path(
      `M${cx} 452Q${cx + 3} 430 ${cx - 2} 406`,
      `fill="none" stroke="#3b2a20" stroke-width="7" stroke-linecap="round"`,
    ),
    lit ? flame(sketch, cx - 2, 404) : "",
  ].join("");
}

function candleLabel(sketch: Sketch, cx: number): string {
  const d = `M${cx - 92} 560Q${cx} 580 ${cx + 92} 560L${cx + 92} 690Q${cx} 712 ${cx - 92} 690Z`;
  return (
    path(
      d,
      `fill="${linear(sketch, [
        [0, "#e2d9c8"],
        [0.35, "#fdfaf3"],
        [1, "#cfc5b2"],
      ])}"`,
    ) +
    `<g fill="none" stroke="#4b4036" stroke-width="3"><circle cx="${cx}" cy="615" r="17"/><path d="M${cx - 44} 656h88M${cx - 28} 674h56"/></g>`
  );
}

function flame(sketch: Sketch, x: number, y: number): string {
  const d = `M${x} ${y + 6}C${x - 30} ${y - 24} ${x - 14} ${y - 62} ${x + 2} ${y - 96}C${x + 14} ${y - 60} ${x + 30} ${y - 22} ${x} ${y + 6}Z`;
  return (
    ellipse(
      x,
      y - 40,
      130,
      140,
      `fill="${radial(sketch, [
        [0, "#ffd98a", 0.6],
        [1, "#ffd98a", 0],
      ])}"`,
    ) +
    path(
      d,
      `fill="${linear(
        sketch,
        [
          [0, "#fff8dd"],
          [0.6, "#ffd166"],
          [1, "#f08c2e"],
        ],
        [0, 0, 0, 1],
      )}" filter="${blur(sketch, 2)}"`,
    )
  );
}
