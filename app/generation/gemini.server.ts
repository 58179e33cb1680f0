import { ApiError, GoogleGenAI, type GenerateContentResponse } from "@google/genai";
import type { Clock } from "../platform/clock.ts";
import { pictureIn } from "./gemini-answer.ts";
import { failureOfStatus, failureOfTransport } from "./gemini-failures.ts";
import type { ImageModel, RenderRequest } from "./image-model.ts";

export type GeminiConfig = {
  apiKey: string;
  model: string;
  /** Another server than Google's. */
  baseUrl?: string;
  /** Stated always: the SDK's own default moved from v1beta to v1 with 3.0. */
  apiVersion: string;
  /** Calls take 15 to 60 s and more; allow 180 to 300 s. */
  timeoutMs: number;
};

/** Google's image models. One call per image: the vendor refuses more than one candidate. */
export function createGeminiModel(config: GeminiConfig, clock: Clock): ImageModel {
  const { apiKey, model, baseUrl, apiVersion, timeoutMs } = config;
  const ai = new GoogleGenAI({
    apiKey,
    // No retryOptions: the SDK's retries ignore RetryInfo, and repeat calls that are billed already.
    httpOptions: { apiVersion, timeout: timeoutMs, ...(baseUrl ? { baseUrl } : {}) },
  });

  async function send(request: RenderRequest, signal: AbortSignal): Promise<GenerateContentResponse> {
    try {
      return await ai.models.generateContent({
        model,
        contents: [
          {
            role: "user",
            parts: [
              {
                inlineData: {
                  mimeType: request.photo.mimeType,
                  data: request.photo.base64,
                },
              },
              { text: request.prompt },
            ],
          },
        ],
        config: {
          responseModalities: ["IMAGE"],
          imageConfig: { aspectRatio: request.aspectRatio, imageSize: request.imageSize },
          abortSignal: signal,
          // Projects made since 26 October 2026 log every call for up to 55 days unless it says no; it overrides a project
          // that logs: https://ai.google.dev/gemini-api/docs/logs-datasets. Not `extraBody`: that parses the photo again.
          store: false,
        },
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiError) throw failureOfStatus(error.status, error.message, clock.now(), error);
      throw failureOfTransport(error);
    }
  }

  return {
    name: model,
    async ask(request, signal) {
      const started = performance.now();
      const response = await send(request, signal);
      return { ...pictureIn(response), latencyMs: Math.round(performance.now() - started) };
    },
  };
}
