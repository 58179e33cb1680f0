import sharp from "sharp";
import { expect, test } from "vitest";
import { drawPhoto, svgOf } from "./draw.ts";
import { SHAPES, type ShapeName } from "./shapes/shapes.ts";

const shapes = Object.keys(SHAPES) as ShapeName[];

test.each(shapes)("%s can be drawn from every side, and takes the colour it is given", async (shape) => {
  for (const angle of [0, 1, 2, 3]) {
    const [red, blue] = await Promise.all(
      ["#c03030", "#3040c0"].map((colour) => pixels(shape, colour, angle)),
    );
    expect(red?.equals(blue ?? Buffer.alloc(0))).toBe(false);
  }
});

async function pixels(shape: ShapeName, colour: string, angle: number): Promise<Buffer> {
  const svg = svgOf({ shape, colour, angle, width: 120, height: 150 });
  return sharp(Buffer.from(svg)).raw().toBuffer();
}

test("a photo asked for several times at once is one photo, of the size that was asked for", async () => {
  const drawing = { shape: "bowl", colour: "#5d7d58", angle: 3, width: 160, height: 200 } as const;
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => drawPhoto(drawing)));
  expect(others.every((other) => other.equals(first ?? Buffer.alloc(0)))).toBe(true);
  expect(await sharp(first).metadata()).toMatchObject({ format: "jpeg", width: 160, height: 200 });
});
