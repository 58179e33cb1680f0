import sharp, { type Sharp } from "sharp";
import { answerOf, type Picture } from "./answer.ts";
import type { Behaviour, Fault } from "./behaviour.ts";
import { draw } from "./draw.ts";
import { frameOf, nearestRatio, type Frame, type Model } from "./models.ts";
import { photoOf, promptOf, type GenerateContentRequest } from "./wire.ts";

/** The 200 answer with a picture in it, spoilt where the fault says so. */
export async function pictureAnswer(
  request: GenerateContentRequest,
  model: Model,
  behaviour: Behaviour,
  fault?: Fault,
) {
  const prompt = promptOf(request);
  const photo = photoOf(request);
  const mimeType = behaviour.mimeType ?? model.mimeType;
  const picture =
    fault?.fail === "unchanged" && photo
      ? await encoded(sharp(photo).autoOrient(), mimeType)
      : await encoded(
          await draw({ prompt, photo, frame: await frameFor(request, fault), seed: seedOf(request) }),
          mimeType,
        );
  const inlineData = fault ? spoilt(picture, fault) : picture;
  const thoughts =
    behaviour.thoughts || fault?.fail === "thought_image_first" ? await thoughtParts(inlineData) : [];
  return answerOf(model.name, prompt, {
    parts: [...thoughts, { inlineData, thoughtSignature: "c2lnbmF0dXJl" }],
  });
}

async function frameFor(request: GenerateContentRequest, fault?: Fault): Promise<Frame> {
  const { aspectRatio, imageSize = "1K" } = request.generationConfig?.imageConfig ?? {};
  if (fault?.fail === "tiny") return { width: 64, height: 64 };
  const frame = frameOf(aspectRatio ?? (await ratioOfPhoto(request)), imageSize);
  if (fault?.fail !== "wrong_ratio") return frame;
  return frame.width === frame.height ? frameOf("16:9", imageSize) : frameOf("1:1", imageSize);
}

async function ratioOfPhoto(request: GenerateContentRequest) {
  const photo = photoOf(request);
  return photo ? nearestRatio((await sharp(photo).metadata()).autoOrient) : "1:1";
}

/** Without a seed two answers to the same request differ, as the real ones do. */
function seedOf(request: GenerateContentRequest): number {
  return request.generationConfig?.seed ?? Math.floor(Math.random() * 2 ** 31);
}

async function encoded(image: Sharp, mimeType: string): Promise<Picture> {
  const formatted =
    mimeType === "image/png" ? image.png({ compressionLevel: 3 }) : image.jpeg({ quality: 92 });
  return { mimeType, data: (await formatted.toBuffer()).toString("base64") };
}

function spoilt(picture: Picture, { fail }: Fault): Picture {
  if (fail === "wrong_mime_type")
    return { ...picture, mimeType: picture.mimeType === "image/png" ? "image/jpeg" : "image/png" };
  if (fail === "cut_base64")
    return { ...picture, data: picture.data.slice(0, Math.floor(picture.data.length * 0.6)) };
  return picture;
}

/** A model that thinks shows drafts first; whoever takes the first image gets the wrong one. */
async function thoughtParts(picture: Picture) {
  const draft = sharp(Buffer.from(picture.data, "base64"), { failOn: "none" }).resize(256).greyscale();
  return [
    { text: "Composing the scene around the product.", thought: true },
    { inlineData: await encoded(draft, "image/png"), thought: true },
  ];
}
