import { randomUUID } from "node:crypto";

export interface Picture {
  mimeType: string;
  data: string;
}

interface AnswerPart {
  text?: string;
  thought?: boolean;
  thoughtSignature?: string;
  inlineData?: Picture;
}

/** The frame of every 200 answer. */
export function answerOf(
  model: string,
  prompt: string,
  rest: { parts?: AnswerPart[]; finishReason?: string },
) {
  const { parts, finishReason = "STOP" } = rest;
  const content = parts ? { content: { role: "model", parts } } : {};
  return { candidates: [{ ...content, finishReason, index: 0 }], ...footer(model, prompt, parts ?? []) };
}

export function footer(model: string, prompt: string, parts: AnswerPart[]) {
  const pictures = parts.filter((part) => part.inlineData && !part.thought).length;
  const thoughts = parts.filter((part) => part.thought).length * 160;
  const asked = Math.ceil(prompt.length / 4);
  const made = pictures * 1120; // what the price list counts for one 1K image
  return {
    usageMetadata: {
      promptTokenCount: asked + 258,
      candidatesTokenCount: made,
      totalTokenCount: asked + 258 + made + thoughts,
      promptTokensDetails: [
        { modality: "TEXT", tokenCount: asked },
        { modality: "IMAGE", tokenCount: 258 },
      ],
      ...(made > 0 ? { candidatesTokensDetails: [{ modality: "IMAGE", tokenCount: made }] } : {}),
      ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
    },
    modelVersion: model,
    responseId: randomUUID(),
  };
}
