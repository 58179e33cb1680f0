import {
  ApiError,
  GoogleGenAI,
  type GenerateContentConfig,
  type GenerateContentResponse,
} from "@google/genai";
import sharp from "sharp";
import type { LocalGemini } from "./server.ts";

/** Asks as the app does, with Google's own SDK. For tests. */

export const apiKey = "the right key";

export interface Question {
  prompt?: string;
  key?: string;
  model?: string;
  photo?: Buffer;
  config?: GenerateContentConfig & Record<string, unknown>;
}

const ball = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><circle cx="300" cy="200" r="120" fill="#c2410c"/></svg>`;

async function ballOnPaper() {
  const paper = sharp({ create: { width: 600, height: 400, channels: 3, background: "#f4f2ee" } });
  return paper
    .composite([{ input: Buffer.from(ball) }])
    .jpeg()
    .toBuffer();
}

export function asker(gemini: LocalGemini) {
  return async (question: Question = {}) => {
    const {
      prompt = "Scene: pure white background",
      key = apiKey,
      model = "gemini-nano-banana-2.1",
      config,
    } = question;
    const ai = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: gemini.origin } });
    const data = (question.photo ?? (await ballOnPaper())).toString("base64");
    return ai.models.generateContent({
      model,
      contents: [{ inlineData: { mimeType: "image/jpeg", data } }, { text: prompt }],
      config: { responseModalities: ["IMAGE"], ...config },
    });
  };
}

export function pictures(response: GenerateContentResponse) {
  const parts = response.candidates?.[0]?.content?.parts ?? [];
  return parts.filter((part) => part.inlineData && !part.thought).map((part) => part.inlineData);
}

export async function measured(response: GenerateContentResponse) {
  const [picture] = pictures(response);
  return sharp(Buffer.from(picture?.data ?? "", "base64")).metadata();
}

interface ErrorBody {
  code: number;
  status: string;
  message: string;
  details?: Record<string, unknown>[];
}

/** The body of the HTTP error that the SDK threw. */
export async function errorOf(answer: Promise<unknown>) {
  const error: unknown = await answer.catch((caught: unknown) => caught);
  if (!(error instanceof ApiError)) throw new Error("not an ApiError", { cause: error });
  return (JSON.parse(error.message) as { error: ErrorBody }).error;
}
