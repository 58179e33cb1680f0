import type { Plane } from "./plane.ts";

/** A shadow's edge is soft: from one pixel to the next it changes by less than this. */
const SOFT = 0.04;
/** How far the shares of red, green and blue that are left may lie apart where only light is missing. */
const SAME_COLOUR = 0.075;
/** It lies at the subject's foot: in this lower share of it, and below. */
const FOOT = 0.3;

/** A subject cannot be told from its shadow where so much of its middle would go with it. */
const TOO_MUCH = 0.5;

/**
 * Where the ground beside the subject is only darker, in its own colour, and becomes so softly from outside: the shadow
 * that the subject casts. 1 there, else 0. `inside`: what stands out from the ground, the shadow with it.
 */
export function castShadow(channels: readonly Plane[], inside: Plane): Uint8Array {
  const { width, values } = inside;
  const foot = footOf(inside) * width;
  const isShade = shadeTest(channels, width);
  const open = [...values.keys()].filter((at) => at >= foot && (values[at] ?? 0) < 0.1);
  const change = (a: number, b: number) =>
    Math.max(...channels.map((channel) => Math.abs((channel.values[a] ?? 0) - (channel.values[b] ?? 0))));
  const shadow = spread(
    inside,
    open,
    (at, next) => next >= foot && isShade(next) && change(at, next) <= SOFT,
  );
  return takesSubject(shadow, inside, foot) ? new Uint8Array(values.length) : shadow;
}

function takesSubject(shadow: Uint8Array, { width, values }: Plane, foot: number): boolean {
  const isInside = (at: number) => (values[at] ?? 0) > 0.5;
  const columns = [...values.keys()].filter((at) => at < foot && isInside(at)).map((at) => at % width);
  const middle = columns.reduce((sum, x) => sum + x, 0) / columns.length;
  const half = (columns.reduce((most, x) => Math.max(most, x), 0) - middle) / 4;
  const core = [...values.keys()].filter(
    (at) => at >= foot && isInside(at) && Math.abs((at % width) - middle) < half,
  );
  return core.filter((at) => shadow[at]).length > core.length * TOO_MUCH;
}

/** From pixel to neighbour as long as `goesOn`; without those it began with. */
function spread(
  { width, height }: Plane,
  open: number[],
  goesOn: (at: number, next: number) => boolean,
): Uint8Array {
  const [began, reached] = [new Set(open), new Uint8Array(width * height)];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (next < 0 || next >= reached.length || reached[next] || began.has(next) || !goesOn(at, next))
        continue;
      reached[next] = 1;
      open.push(next);
    }
  }
  return reached;
}

/** Whether a pixel is the ground of its row with less light. */
function shadeTest(channels: readonly Plane[], width: number): (at: number) => boolean {
  const lit = channels.map(litGround);
  return (at) => {
    const left = channels.map(({ values }, one) => (values[at] ?? 0) / (lit[one]?.[(at / width) | 0] || 1));
    const [least, most] = [Math.min(...left), Math.max(...left)];
    return most < 1.03 && most - least < SAME_COLOUR * Math.max(0.4, most);
  };
}

/** The row where the foot of what is inside begins. */
function footOf({ width, values }: Plane): number {
  const rows = [...values.keys()].filter((at) => (values[at] ?? 0) > 0.5).map((at) => (at / width) | 0);
  const [top, bottom] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  return Math.round(bottom - (bottom - top) * FOOT);
}

/** By rows, the ground at the edges of the picture, where no shadow falls. */
function litGround({ width, height, values }: Plane): Float32Array {
  return Float32Array.from({ length: height }, (_, y) =>
    Math.max(values[y * width + 2] ?? 0, values[y * width + width - 3] ?? 0),
  );
}
