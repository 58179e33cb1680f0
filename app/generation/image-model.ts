import type { AspectRatio, ImageSize } from "./recipe.ts";

/** A photo as every model takes it: upright, sRGB, no larger than a model looks at. */
export type PreparedPhoto = {
  bytes: Buffer;
  mimeType: "image/jpeg" | "image/png" | "image/webp";
  width: number;
  height: number;
};

export type PictureType = "image/png" | "image/jpeg" | "image/webp";

/** A picture that has been decoded and checked. The bytes are the model's own, with its provenance marks. */
export type Rendered = {
  bytes: Buffer;
  mimeType: PictureType;
  width: number;
  height: number;
  /** The model ignored the ratio it was asked for. */
  ratioDiffers: boolean;
  latencyMs: number;
};

export type RenderRequest = {
  photo: PreparedPhoto;
  prompt: string;
  aspectRatio: AspectRatio;
  imageSize: ImageSize;
};

/**
 * One call, no retries. Fails with a PackshotError of a `model_` code; its data may hold `retryAfterMs`, and
 * `unbilled: true` where the answer proves that the call costs nothing. An abort rejects with the signal's reason.
 */
export interface ImageModel {
  readonly name: string;
  render(request: RenderRequest, signal: AbortSignal): Promise<Rendered>;
}
