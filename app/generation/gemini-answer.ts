import type { GenerateContentResponse } from "@google/genai";
import { PackshotError } from "../platform/errors.ts";
import type { RawPicture } from "./image-model.ts";

/** Reasons to stop that say "not this photo, or not these words". The rest say "no picture this time". */
const REFUSALS = [
  "SAFETY",
  "RECITATION",
  "LANGUAGE",
  "BLOCKLIST",
  "PROHIBITED_CONTENT",
  "SPII",
  "IMAGE_SAFETY",
  "IMAGE_PROHIBITED_CONTENT",
  "IMAGE_RECITATION",
];

/** The picture in an answer, or why there is none. An answer without one comes with status 200, and often. */
export function pictureIn(response: GenerateContentResponse): Omit<RawPicture, "latencyMs"> {
  const blockReason = response.promptFeedback?.blockReason;
  if (blockReason) throw new PackshotError("model_refused", { blockReason });

  const candidate = response.candidates?.[0];
  const finishReason = candidate?.finishReason;
  // Thoughts may hold drafts. `response.data` would glue all parts together, so the parts are read one by one.
  const inline = candidate?.content?.parts?.findLast(
    (part) => !part.thought && part.inlineData?.data,
  )?.inlineData;
  if (inline?.data) return { bytes: decoded(inline.data), declaredType: inline.mimeType ?? "" };

  if (finishReason && REFUSALS.includes(finishReason))
    throw new PackshotError("model_refused", { finishReason });
  throw new PackshotError("model_no_image", { finishReason });
}

function decoded(base64: string): Buffer {
  const bytes = Buffer.from(base64, "base64");
  // What is not base64 is skipped in silence, so the length tells. A pattern over a megabyte costs more than decoding.
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  if (base64.length % 4 !== 0 || bytes.length !== (base64.length / 4) * 3 - padding)
    throw new PackshotError("model_bad_image", { reason: "cut base64", length: base64.length });
  return bytes;
}
