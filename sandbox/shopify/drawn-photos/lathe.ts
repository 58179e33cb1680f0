import { darker, lighter } from "./colour.ts";
import { blur, clip, ellipse, linear, path, type Sketch, type Stop } from "./sketch.ts";

/** Points of a profile from top to bottom: height on the picture, distance from the axis. */
export type Profile = readonly (readonly [y: number, radius: number])[];

/** `"300 60, 318 62"`: one pair a point. */
export const profileOf = (points: string): Profile =>
  points.split(", ").map((point) => {
    const [y = 0, radius = 0] = point.split(" ").map(Number);
    return [y, radius];
  });

type Finish = "gloss" | "matt" | "glass" | "metal";
type Turned = { cx: number; profile: Profile; colour: string; finish: Finish; tilt?: number };

/** How flat circles look: the camera stands a little above the table. */
const TILT = 0.17;

/** A body turned on a lathe, lit from the left: most of a homeware shop. */
export function turned(sketch: Sketch, { cx, profile, colour, finish, tilt = TILT }: Turned): string {
  const outline = outlineOf(cx, profile, tilt);
  return [
    path(outline, `fill="${linear(sketch, SHADING[finish](colour))}"`),
    path(
      outline,
      `fill="${linear(
        sketch,
        [
          [0, "#fff", 0.1],
          [0.5, "#000", 0],
          [1, "#120c08", finish === "glass" ? 0.12 : 0.3],
        ],
        [0, 0, 0, 1],
      )}"`,
    ),
    highlights(sketch, cx, profile, outline, finish),
  ].join("");
}

const SHADING: Record<Finish, (colour: string) => Stop[]> = {
  gloss: (c) => [
    [0, darker(c, 0.34)],
    [0.07, darker(c, 0.1)],
    [0.3, lighter(c, 0.3)],
    [0.5, c],
    [0.84, darker(c, 0.4)],
    [0.96, darker(c, 0.5)],
    [1, darker(c, 0.28)],
  ],
  matt: (c) => [
    [0, darker(c, 0.2)],
    [0.1, c],
    [0.34, lighter(c, 0.2)],
    [0.58, c],
    [0.9, darker(c, 0.34)],
    [1, darker(c, 0.27)],
  ],
  glass: (c) => [
    [0, darker(c, 0.45), 0.85],
    [0.06, c, 0.6],
    [0.22, lighter(c, 0.5), 0.45],
    [0.55, c, 0.5],
    [0.92, darker(c, 0.3), 0.7],
    [1, darker(c, 0.5), 0.9],
  ],
  metal: (c) => [
    [0, darker(c, 0.5)],
    [0.1, lighter(c, 0.2)],
    [0.2, lighter(c, 0.65)],
    [0.3, c],
    [0.52, darker(c, 0.35)],
    [0.7, lighter(c, 0.15)],
    [0.86, darker(c, 0.55)],
    [0.95, darker(c, 0.2)],
    [1, darker(c, 0.45)],
  ],
};

const HIGHLIGHT = { gloss: 0.6, matt: 0.16, glass: 0.7, metal: 0.5 };

/** The window that every glossy thing reflects: a soft stripe, clipped to the body. */
function highlights(sketch: Sketch, cx: number, profile: Profile, outline: string, finish: Finish): string {
  const stripe = (at: number, wide: number, opacity: number, soft: number) => {
    const left = profile.map(([y, r]) => `${cx + r * (at - wide)} ${y}`);
    const right = [...profile].reverse().map(([y, r]) => `${cx + r * (at + wide)} ${y}`);
    return path(
      `M${[...left, ...right].join("L")}Z`,
      `fill="#fff" opacity="${opacity}" filter="${blur(sketch, soft)}"`,
    );
  };
  const strength = HIGHLIGHT[finish];
  const sharp = finish === "matt" ? 16 : 5;
  return `<g clip-path="${clip(sketch, outline)}">${stripe(-0.56, 0.07, strength, sharp)}${stripe(0.8, 0.035, strength * 0.35, sharp)}</g>`;
}

/** The silhouette: left side down, round the bottom, right side up, round the top's far edge. */
export function outlineOf(cx: number, profile: Profile, tilt = TILT): string {
  const right = profile.map(([y, r]) => [cx + r, y] as const);
  const left = profile.map(([y, r]) => [cx - r, y] as const).reverse();
  const top = profile[0] ?? [0, 0];
  const bottom = profile[profile.length - 1] ?? top;
  const bottomArc = `A${bottom[1]} ${bottom[1] * tilt * 1.15} 0 0 1 ${cx - bottom[1]} ${bottom[0]}`;
  const topArc = `A${top[1]} ${top[1] * tilt} 0 0 1 ${cx + top[1]} ${top[0]}`;
  return `M${cx + top[1]} ${top[0]}${smooth(right)}${bottomArc}${smooth(left)}${topArc}Z`;
}

/** A smooth line through points (Catmull-Rom as Béziers). */
function smooth(points: readonly (readonly [number, number])[]): string {
  const at = (index: number) => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  return points
    .slice(1)
    .map(([x, y], index) => {
      const [before, from, after] = [at(index - 1), at(index), at(index + 2)];
      const first = `${from[0] + (x - before[0]) / 6} ${from[1] + (y - before[1]) / 6}`;
      const second = `${x - (after[0] - from[0]) / 6} ${y - (after[1] - from[1]) / 6}`;
      return `C${first} ${second} ${x} ${y}`;
    })
    .join("");
}

/** The opening of a hollow body: lip, inner wall in shade, and what stands in it up to `depth`. */
export function opening(
  sketch: Sketch,
  cx: number,
  y: number,
  r: number,
  colour: string,
  filled?: string,
): string {
  const inner = linear(sketch, [
    [0, darker(colour, 0.62)],
    [0.6, darker(colour, 0.36)],
    [1, darker(colour, 0.12)],
  ]);
  const lip = linear(sketch, [
    [0, lighter(colour, 0.25)],
    [0.35, lighter(colour, 0.55)],
    [1, darker(colour, 0.15)],
  ]);
  const fill = filled
    ? ellipse(
        cx,
        y + r * 0.05,
        r * 0.9,
        r * TILT * 0.82,
        `fill="${linear(sketch, [
          [0, darker(filled, 0.35)],
          [0.5, filled],
          [1, lighter(filled, 0.18)],
        ])}"`,
      )
    : "";
  return (
    ellipse(cx, y, r, r * TILT, `fill="${lip}"`) +
    ellipse(cx, y + 2, r * 0.93, r * TILT * 0.9, `fill="${inner}"`) +
    fill
  );
}
