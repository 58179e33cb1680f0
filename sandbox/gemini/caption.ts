import type { Frame } from "./models.ts";

/** Five by seven dots a letter, so that the caption needs no font on the machine. Each number is a row of five bits. */
const letters: Record<string, readonly number[]> = {
  L: [16, 16, 16, 16, 16, 16, 31],
  G: [14, 17, 16, 23, 17, 17, 14],
  a: [0, 0, 14, 1, 15, 17, 15],
  c: [0, 0, 14, 16, 16, 17, 14],
  e: [0, 0, 14, 17, 31, 16, 14],
  i: [4, 0, 12, 4, 4, 4, 14],
  l: [12, 4, 4, 4, 4, 4, 14],
  m: [0, 0, 26, 21, 21, 21, 21],
  n: [0, 0, 22, 25, 17, 17, 17],
  o: [0, 0, 14, 17, 17, 17, 14],
  p: [0, 0, 30, 17, 30, 16, 16],
  r: [0, 0, 22, 25, 16, 16, 16],
  t: [8, 8, 28, 8, 8, 9, 6],
  v: [0, 0, 17, 17, 17, 10, 4],
  w: [0, 0, 17, 17, 21, 21, 10],
  "–": [0, 0, 0, 31, 0, 0, 0],
};

const TEXT = "Local preview – not Gemini";
const COLUMNS = TEXT.length * 6 - 1;

/** Says in the lower right corner that this is no work of the real model. */
export function caption(frame: Frame): Buffer {
  const dot = Math.max(1, Math.round(Math.min(frame.width, frame.height) / 460));
  const [padX, padY] = [dot * 5, dot * 4];
  const [width, height] = [COLUMNS * dot + padX * 2, 7 * dot + padY * 2];
  const [left, top] = [frame.width - width - dot * 6, frame.height - height - dot * 6];
  const dots = [...TEXT].flatMap((letter, index) => dotsOf(letter, index * 6));
  const squares = dots
    .map(([x, y]) => `M${padX + x * dot} ${padY + y * dot}h${dot}v${dot}h-${dot}z`)
    .join("");
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}">
    <g transform="translate(${left} ${top})"><rect width="${width}" height="${height}" rx="${dot * 4}" fill="#000" fill-opacity="0.45"/>
    <path d="${squares}" fill="#fff" fill-opacity="0.92"/></g></svg>`);
}

function dotsOf(letter: string, left: number): [number, number][] {
  return (letters[letter] ?? []).flatMap((row, y) =>
    [0, 1, 2, 3, 4].filter((x) => row & (16 >> x)).map((x): [number, number] => [left + x, y]),
  );
}
