import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { drawPhoto } from "../shopify/drawn-photos/draw.ts";
import { cutOut } from "./cutout.ts";
import { draw } from "./draw.ts";

const frame = { width: 512, height: 512 };
let studioPhoto: Buffer; // a red ball on grey paper
let busyPhoto: Buffer;

beforeAll(async () => {
  const paper = { create: { width: 640, height: 640, channels: 3 as const, background: "#dfe3e6" } };
  const ball = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><circle cx="320" cy="340" r="150" fill="#c22f2f"/></svg>`;
  studioPhoto = await sharp(paper)
    .composite([{ input: Buffer.from(ball) }])
    .jpeg()
    .toBuffer();
  const noise = { type: "gaussian" as const, mean: 128, sigma: 60 };
  busyPhoto = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#888", noise } })
    .jpeg()
    .toBuffer();
});

async function pixels(prompt: string, photo = studioPhoto, seed = 1) {
  const drawing = await draw({ prompt, photo, frame, seed });
  const { data } = await drawing.raw().toBuffer({ resolveWithObject: true });
  return (x: number, y: number) => [
    ...data.subarray((y * frame.width + x) * 3, (y * frame.width + x) * 3 + 3),
  ];
}

function isRed([r = 0, g = 0, b = 0]: number[]) {
  return r > 140 && g < 90 && b < 90;
}

describe("the cutout", () => {
  test("is the subject without its background", async () => {
    const { width, height, rgba, cutAtBottom } = await cutOut(studioPhoto);
    expect(width / height).toBeCloseTo(1, 1);
    expect(Math.abs(width - 300)).toBeLessThan(12);
    expect(rgba[3]).toBe(0);
    expect(rgba[(Math.floor(height / 2) * width + Math.floor(width / 2)) * 4 + 3]).toBe(255);
    expect(cutAtBottom).toBe(false);
  });

  test("leaves the shadow behind that a bowl casts to its right", async () => {
    const photo = await drawPhoto({ shape: "bowl", colour: "#2f6f73", angle: 0, width: 900, height: 900 });
    const { width, height, rgba } = await cutOut(photo);
    const alphaAt = (x: number, y: number) =>
      rgba[(Math.floor(height * y) * width + Math.floor(width * x)) * 4 + 3];
    expect(alphaAt(0.5, 0.97)).toBe(255);
    expect(alphaAt(0.8, 0.97)).toBe(0);
  });

  test("is the soft-edged middle of a photo in which nothing stands out", async () => {
    const { width, height, rgba } = await cutOut(busyPhoto);
    expect([width > 130, height > 100]).toEqual([true, true]);
    expect(rgba[3]).toBeLessThan(128);
    expect(rgba[(Math.floor(height / 2) * width + Math.floor(width / 2)) * 4 + 3]).toBe(255);
  });

  test("keeps the outline of a photo that is cut out already", async () => {
    const png = await sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect x="50" y="20" width="100" height="200" fill="#fff"/></svg>`,
      ),
    )
      .png()
      .toBuffer();
    expect(await cutOut(png)).toMatchObject({ width: 100, height: 200 });
  });
});

describe("the drawing", () => {
  test("pure white to every edge, the product large in the middle, a shadow under it", async () => {
    const at = await pixels("Scene: the product on a seamless pure white background.");
    for (const [x, y] of [
      [2, 2],
      [509, 2],
      [2, 509],
      [2, 256],
    ] as const)
      expect(at(x, y)).toEqual([255, 255, 255]);
    expect(isRed(at(256, 256))).toBe(true);
    const below = [...Array(60).keys()].map((step) => at(256, 450 + step)[0] ?? 255);
    expect(Math.min(...below)).toBeLessThan(230);
  });

  test.each([
    ["a photo studio with this backdrop: warm beige paper"],
    ["the product in everyday use in this setting: a bright kitchen"],
    ["a flat lay, the camera looking straight down"],
    ["a festive still life for this season: autumn leaves"],
    ["the product rests on this surface: dark marble"],
    ["on a rock by the sea at sunset"],
  ])("%s", async (words) => {
    const at = await pixels(`Create a photograph.\n\nScene: ${words}.`);
    expect(isRed(at(256, words.includes("flat lay") ? 256 : 340))).toBe(true);
    expect(at(4, 4)).not.toEqual([255, 255, 255]);
    expect(isRed(at(4, 4))).toBe(false);
  });

  test("turns the main colour into the one that is asked for, and leaves the rest", async () => {
    const at = await pixels(
      "Change one thing: recolour the main coloured part of the product to the colour #2E7D32.",
    );
    const [r = 0, g = 0, b = 0] = at(256, 272);
    expect([Math.abs(r - 46) < 25, Math.abs(g - 125) < 25, Math.abs(b - 50) < 25]).toEqual([
      true,
      true,
      true,
    ]);
    expect(Math.abs((at(20, 20)[0] ?? 0) - 0xdf)).toBeLessThan(6);
  });

  test("differs from one seed to the next", async () => {
    const bytes = async (seed: number) =>
      (await draw({ prompt: "Scene: pure white background", photo: studioPhoto, frame, seed }))
        .raw()
        .toBuffer();
    const [one, same, other] = await Promise.all([bytes(1), bytes(1), bytes(2)]);
    expect(one.equals(same)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });

  test("a prompt alone draws its scene", async () => {
    const drawing = await draw({ prompt: "Scene: a flat lay", photo: undefined, frame, seed: 1 });
    expect((await drawing.raw().toBuffer({ resolveWithObject: true })).info).toMatchObject(frame);
  });
});
