import { beforeAll, expect, test } from "vitest";
import { measured } from "./measured.ts";
import { isCrash, type Trial, tryBadPictures } from "./try-bad-pictures.ts";

let trials: Trial[];
beforeAll(async () => void (trials = await tryBadPictures()), 400_000);

const named = (part: string) => trials.filter(({ name }) => name.includes(part));
const outcomesOf = (part: string) => named(part).flatMap(({ outcomes }) => outcomes);

test("each of more than 200 bad pictures is refused with a code or handled, and none ends the process", (context) => {
  measured(context, { bad_images_tried: trials.length, crashes: trials.filter(isCrash).length });
  expect(trials.length).toBeGreaterThanOrEqual(200);
  expect(trials.filter(isCrash)).toEqual([]);
});

test("whatever they ask for, they get little memory, and others their turn", () => {
  const greatest = (measure: "peakMb" | "blockedMs") => Math.max(...trials.map((trial) => trial[measure]));
  expect(greatest("peakMb")).toBeLessThan(640); // a worker has 110 before, and glibc gives back late
  expect(greatest("blockedMs")).toBeLessThan(1_000);
});

test.each([
  "that says 20000 x 20000",
  "that says 65500 x 65500",
  "392 megabytes of interlaced PNG",
  "49 megapixels of AVIF",
  "5000 more scans",
  "a GIF of 1000000 frames",
  "a WebP of 100000 frames",
  "a PNG of a million chunks",
  "a TIFF of 600,000 directories",
])("%s is not decoded", (part) => {
  expect(outcomesOf(part)).not.toHaveLength(0);
  expect(outcomesOf(part)).not.toContain("handled");
});

test.each([
  "compressed text",
  "plain.png and rubbish",
  "CMYK as JPEG",
  "orientation 6",
  "a moving webp",
  "1 x 30000 png",
])("%s is no reason to refuse", (part) => {
  expect(outcomesOf(part)).not.toHaveLength(0);
  expect(new Set(outcomesOf(part))).toEqual(new Set(["handled"]));
});

test("what is no picture is refused by its bytes", () => {
  for (const part of [
    "an SVG",
    "a web page",
    "a PDF",
    "a Photoshop file",
    "a JPEG XL",
    "an ImageMagick script",
  ]) {
    const alone = trials.filter(({ name }) => name === part);
    expect(alone.flatMap(({ outcomes }) => outcomes)).toEqual(["photo_not_usable", "model_bad_image"]);
  }
});
