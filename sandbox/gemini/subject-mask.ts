import { borderDistance, percentile } from "./border-distance.ts";
import { castShadow } from "./cast-shadow.ts";
import { boxBlur, guidedFilter, planeLike, type Plane } from "./plane.ts";

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue; one byte each. */
  rgb: Uint8Array;
}

export interface Subject {
  /** How much each pixel belongs to it, 0 to 1. */
  mask: Plane;
  /** Its outline is sure, not guessed from colours. */
  outlined: boolean;
}

export function findSubject(pixels: Pixels): Subject {
  const channels = [0, 1, 2].map((channel) => channelOf(pixels, channel));
  const outline = beforeSmoothBackground(channels);
  if (outline) return { mask: filled(largestPiece(outline)), outlined: true };
  const blurred = channels.map((channel) => boxBlur(channel, 1));
  const mask = byColours(pixels, borderDistance(blurred, 0.014));
  return { mask: filled(largestPiece(mask)), outlined: false };
}

/** In front of a plain wall or paper the outline alone is enough, and light things on light ground need that. */
function beforeSmoothBackground(channels: Plane[]): Plane | undefined {
  const distance = borderDistance(channels, 0.003);
  const { width, height } = distance;
  const [, green] = channels;
  const counts = { all: 0, reached: 0, rim: 0, rimReached: 0, rimLight: 0 };
  distance.values.forEach((value, at) => {
    const x = at % width;
    const y = (at - x) / width;
    const onRim = Math.min(x, y, width - 1 - x, height - 1 - y) < width * 0.1;
    const reached = value < 0.02;
    counts.all += 1;
    counts.reached += reached ? 1 : 0;
    counts.rim += onRim ? 1 : 0;
    counts.rimReached += onRim && reached ? 1 : 0;
    counts.rimLight += onRim ? (green?.values[at] ?? 0) : 0;
  });
  const light = counts.rimLight > counts.rim * 0.4; // in the dark every step is small
  const smooth = light && counts.reached > counts.all * 0.3 && counts.rimReached > counts.rim * 0.9;
  return smooth ? withoutShadow(channels, distance) : undefined;
}

/** Where the subject itself stands out strongly, what is soft and as pale as the ground at its foot is its shadow. */
function withoutShadow(channels: Plane[], distance: Plane): Plane {
  const [, green] = channels;
  const soft = borderDistance(channels, 0.012);
  const standsOut = planeLike(distance, (at) => ramp(distance.values[at] ?? 0, 0.015, 0.035));
  const shadow = castShadow(channels, standsOut);
  const inside = planeLike(standsOut, (at) => (shadow[at] ? 0 : (standsOut.values[at] ?? 0)));
  const typical = percentile(
    soft.values.filter((_, at) => (inside.values[at] ?? 0) > 0.5),
    0.5,
  );
  if (typical < 0.2) return inside;
  const ground = distance.values.length - distance.width; // the picture's last row shows what the ground is like
  const tint = (at: number, one: number, other: number) =>
    (channels[one]?.values[at] ?? 0) - (channels[other]?.values[at] ?? 0);
  const coloured = (at: number) =>
    Math.abs(tint(at, 0, 1) - tint(ground, 0, 1)) + Math.abs(tint(at, 1, 2) - tint(ground, 1, 2)) > 0.07;
  return planeLike(inside, (at) => {
    const lighter = (green?.values[at] ?? 0) > (green?.values[ground] ?? 0); // a shadow never is
    const sure = lighter || coloured(at) ? 1 : ramp(soft.values[at] ?? 0, 0.03, 0.06);
    return Math.min(inside.values[at] ?? 0, sure);
  });
}

/** An edge as strong as this is one for certain, whatever stronger ones there are. */
const STRONG = 0.35;

/**
 * What differs in colour from the border is more likely subject, and so is what lies in the middle. The colours of both
 * sides are learnt in a few rounds, as GrabCut does.
 */
function byColours(pixels: Pixels, distance: Plane): Plane {
  const guide = lightness(pixels);
  const bins = colourBins(pixels);
  const middle = placePrior(guide);
  const far = Math.min(STRONG, percentile(distance.values, 0.97)) + 1e-6;
  const place = planeLike(guide, (at) => {
    const edge = ramp((distance.values[at] ?? 0) / far, 0.05, 0.35);
    return (middle.values[at] ?? 0) * (0.06 + 0.94 * edge);
  });
  let mask = place;
  for (let round = 0; round < 5; round += 1) {
    const odds = colourOdds(bins, mask);
    const likely = planeLike(mask, (at) => {
      const prior = 0.6 * (place.values[at] ?? 0) + 0.4 * (mask.values[at] ?? 0);
      const here = odds[bins[at] ?? 0] ?? 0.5;
      return (prior * here) / (prior * here + (1 - prior) * (1 - here) + 1e-6);
    });
    mask = guidedFilter(likely, guide, 3, 1e-3);
  }
  return planeLike(mask, (at) => ramp(mask.values[at] ?? 0, 0.35, 0.65));
}

function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

function channelOf({ width, height, rgb }: Pixels, channel: number): Plane {
  return planeLike(
    { width, height, values: new Float32Array(0) },
    (at) => (rgb[at * 3 + channel] ?? 0) / 255,
  );
}

export function lightness({ width, height, rgb }: Pixels): Plane {
  const shape = { width, height, values: new Float32Array(0) };
  return planeLike(
    shape,
    (at) => ((rgb[at * 3] ?? 0) + (rgb[at * 3 + 1] ?? 0) + (rgb[at * 3 + 2] ?? 0)) / 765,
  );
}

/** The border is background, the middle likely subject. */
export function placePrior(shape: Plane): Plane {
  const { width, height } = shape;
  return planeLike(shape, (_, x, y) => {
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / Math.min(width, height);
    if (edge < 0.03) return 0.01;
    const dx = (x / width - 0.5) / 0.36;
    const dy = (y / height - 0.52) / 0.4;
    return 0.06 + 0.84 * Math.exp(-(dx * dx + dy * dy));
  });
}

const LEVELS = 18;

function colourBins({ width, height, rgb }: Pixels): Uint16Array {
  const bins = new Uint16Array(width * height);
  const level = (value: number | undefined) => ((value ?? 0) * LEVELS) >> 8;
  for (let at = 0; at < bins.length; at += 1)
    bins[at] = (level(rgb[at * 3]) * LEVELS + level(rgb[at * 3 + 1])) * LEVELS + level(rgb[at * 3 + 2]);
  return bins;
}

/** For each colour, how much likelier it is inside than outside. */
function colourOdds(bins: Uint16Array, mask: Plane): Float32Array {
  const inside = new Float32Array(LEVELS ** 3);
  const outside = new Float32Array(LEVELS ** 3);
  let sumInside = 0;
  bins.forEach((bin, at) => {
    const share = mask.values[at] ?? 0;
    inside[bin] = (inside[bin] ?? 0) + share;
    outside[bin] = (outside[bin] ?? 0) + 1 - share;
    sumInside += share;
  });
  const sumOutside = bins.length - sumInside;
  const a = smoothed(inside);
  const b = smoothed(outside);
  return a.map((value, bin) => {
    const here = value / sumInside + 1e-6;
    return here / (here + (b[bin] ?? 0) / sumOutside + 1e-6);
  });
}

/** Neighbouring colours count a little for each other. */
function smoothed(histogram: Float32Array): Float32Array {
  let result = histogram;
  for (const step of [1, LEVELS, LEVELS * LEVELS]) {
    const from = result;
    result = from.map(
      (value, bin) => 0.8 * value + 0.1 * ((from[bin - step] ?? 0) + (from[bin + step] ?? 0)),
    );
  }
  return result;
}

/** Drops what is not connected with the piece that weighs most in the middle, small companions of it excepted. */
function largestPiece(mask: Plane): Plane {
  const { width, values } = mask;
  const place = placePrior(mask);
  const pieceOf = new Int32Array(values.length);
  const weights = [0];
  for (let start = 0; start < values.length; start += 1) {
    if ((values[start] ?? 0) < 0.5 || pieceOf[start]) continue;
    let weight = 0;
    flood(width, start, (at) => {
      if (pieceOf[at] || !((values[at] ?? 0) >= 0.5)) return false;
      pieceOf[at] = weights.length;
      weight += place.values[at] ?? 0;
      return true;
    });
    weights.push(weight);
  }
  const best = Math.max(...weights);
  const keep = planeLike(mask, (at) => ((weights[pieceOf[at] ?? 0] ?? 0) > best * 0.25 ? 1 : 0));
  const near = boxBlur(keep, 2);
  return planeLike(mask, (at) => ((near.values[at] ?? 0) > 0 ? (values[at] ?? 0) : 0));
}

/** Closes the holes: what cannot be reached from the border belongs to the subject. */
function filled(mask: Plane): Plane {
  const { width, height, values } = mask;
  const outside = new Uint8Array(values.length);
  const visit = (at: number) => {
    if (outside[at] || (values[at] ?? 1) >= 0.5) return false;
    outside[at] = 1;
    return true;
  };
  for (let x = 0; x < width; x += 1) for (const y of [0, height - 1]) flood(width, y * width + x, visit);
  for (let y = 0; y < height; y += 1) for (const x of [0, width - 1]) flood(width, y * width + x, visit);
  return planeLike(mask, (at) => (outside[at] ? (values[at] ?? 0) : 1));
}

/** Visits `start` and every neighbour of a visited pixel, as long as `visit` says yes. */
function flood(width: number, start: number, visit: (at: number) => boolean): void {
  const open = visit(start) ? [start] : [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    if (x > 0 && visit(at - 1)) open.push(at - 1);
    if (x < width - 1 && visit(at + 1)) open.push(at + 1);
    if (visit(at - width)) open.push(at - width);
    if (visit(at + width)) open.push(at + width);
  }
}
