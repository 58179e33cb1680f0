import type { PictureType } from "../platform/pictures/picture-type.ts";
import type { AspectRatio, ImageSize } from "./recipe.ts";

/** A photo as every model takes it: upright, sRGB, no larger than a model looks at. */
export type PreparedPhoto = {
  /** As it is sent. The bytes themselves are not kept: a worker holds many photos while the model thinks. */
  base64: string;
  mimeType: PictureType;
  width: number;
  height: number;
  /** What a picture is compared with, to see whether the model gave the photo back unchanged. */
  fingerprint: Buffer;
};

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

/** What a model answered, before anybody believed it. */
export type RawPicture = {
  bytes: Buffer;
  /** As the model named it; the bytes may say something else. */
  declaredType: string;
  latencyMs: number;
};

/**
 * One call, no retries. Fails with a PackshotError of a `model_` code; its data may hold `CallFailure`. An abort rejects
 * with the signal's reason.
 */
export interface ImageModel {
  readonly name: string;
  ask(request: RenderRequest, signal: AbortSignal): Promise<RawPicture>;
}

export type CallFailure = {
  retryAfterMs?: number;
  /** The answer proves that the call costs nothing. */
  unbilled?: boolean;
  /** The limit of a minute turned it down: nothing is wrong with the request or the model. */
  limited?: boolean;
  /** It never reached the model. */
  unreachable?: boolean;
};

export type CallHooks = {
  signal: AbortSignal;
  /** Awaited just before each call, which is not made if it throws: the place to put it on the books. */
  beforeCall: () => Promise<void>;
  /** Awaited after an answer that proves that the call costs nothing. */
  notBilled: () => Promise<void>;
};

/**
 * The only way to a model: waits its turn under all limits, which all workers share, and repeats what the limits alone
 * turned down. Fails as the model does, and with `model_stopped` while no calls are to be made: no attempt is lost then.
 */
export interface ModelGateway {
  readonly name: string;
  ask(request: RenderRequest, hooks: CallHooks): Promise<RawPicture>;
}
