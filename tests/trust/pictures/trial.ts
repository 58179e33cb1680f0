import { existsSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { checkPicture } from "../../../app/generation/check-picture.server.ts";
import { createPhotoFetcher } from "../../../app/generation/fetch-photo.server.ts";
import { parseMediaHost } from "../../../app/generation/media-hosts.ts";
import { preparePhoto } from "../../../app/generation/prepare-photo.server.ts";
import { createStages } from "../../../app/generation/stages.server.ts";
import { withProvenance } from "../../../app/library/provenance-file.ts";
import { thumbnailOf } from "../../../app/library/thumbnail.server.ts";
import { isPackshotError } from "../../../app/platform/errors.ts";
import { createRequestOutside } from "../../../app/platform/outgoing/request-outside.server.ts";
import { keepNeededLoaders } from "../../../app/platform/pictures/loaders.server.ts";
import { openPicture } from "../../../app/platform/pictures/open-picture.server.ts";
import { sniffPicture } from "../../../app/platform/pictures/picture-type.ts";
import { flat } from "./whole.ts";

/*
 * A process of its own, set up as a worker: takes the pictures from..to of a server, each as a photo and as what a model
 * answered, and says in a line what became of it. Whoever started it counts what has no line.
 */
const [origin = "", from = "0", to = "0"] = process.argv.slice(2);
const facts = { model: "gemini", recipeName: "Studio", recipeVersion: 1, createdAt: new Date(0) };
const stages = createStages();
const photo = await preparePhoto(await flat(512, 384).jpeg().toBuffer());
keepNeededLoaders();

const fetchPhoto = createPhotoFetcher({
  request: createRequestOutside(),
  mediaHosts: [parseMediaHost(origin)],
});

async function asPhoto(index: number): Promise<void> {
  const bytes = await fetchPhoto(`${origin}/${index}`, new AbortController().signal);
  const { width, height } = await stages.decoding(() => preparePhoto(bytes));
  if (Math.max(width, height) > 1536) throw new Error(`Prepared with ${width} x ${height}`);
}

/** One that is merely smaller than asked for has been decoded, and is filed here all the same. */
async function asAnswer(bytes: Buffer): Promise<void> {
  const asked = { photo, aspectRatio: "1:1", imageSize: "1K" } as const;
  try {
    await stages.decoding(() => checkPicture({ bytes, latencyMs: 0 }, asked));
  } catch (error) {
    if (!isPackshotError(error) || error.data.reason !== "too small") throw error;
  }
  await stages.decoding(() => thumbnailOf(bytes));
  const mimeType = sniffPicture(bytes);
  if (!mimeType) throw new Error("Accepted though it is no picture");
  const filed = withProvenance(bytes, mimeType, facts);
  if (!withProvenance(filed, mimeType, facts).equals(filed))
    throw new Error("Written again it is another file");
  if (!(await pixelsOf(filed)).equals(await pixelsOf(bytes))) throw new Error("The pixels are not the same");
}

async function pixelsOf(bytes: Buffer): Promise<Buffer> {
  const picture = await openPicture(bytes, 50_000_000);
  return picture.pixels().resize(64, 64, { fit: "inside" }).raw().toBuffer();
}

async function outcomeOf(work: () => Promise<void>): Promise<string> {
  try {
    await work();
    return "handled";
  } catch (error) {
    return isPackshotError(error) ? error.code : `untyped: ${String(error)}`;
  }
}

/** Of this program alone: what getrusage says includes the program that started it, as it was then. */
function peakOfProcess(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
  return Math.round(kilobytes / 1024);
}

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
for (let index = Number(from); index < Number(to); index++) {
  const bytes = Buffer.from(await (await fetch(`${origin}/${index}`)).arrayBuffer());
  delay.reset();
  const startedAt = performance.now();
  const outcomes = [await outcomeOf(() => asPhoto(index)), await outcomeOf(() => asAnswer(bytes))];
  const ms = Math.round(performance.now() - startedAt);
  const blockedMs = Math.round(delay.max / 1e6);
  const peakMb = peakOfProcess();
  console.log(JSON.stringify({ index, outcomes, ms, blockedMs, peakMb }));
}
