import { answerOf, footer } from "./answer.ts";
import { refusals, type Fault } from "./behaviour.ts";
import { googleError, type GoogleError } from "./google-error.ts";

type Refuse = (model: string, retryDelay: string, key: string) => GoogleError;

const refusalOf: Record<(typeof refusals)[number], Refuse> = {
  "429_minute": (model, delay) =>
    tooMany(model, "PerMinute", delay, [quotaFailure(model, "PerMinute"), retryInfo(delay)]),
  "429_minute_without_retry_info": (model, delay) =>
    tooMany(model, "PerMinute", delay, [quotaFailure(model, "PerMinute")]),
  "429_minute_message_only": (model, delay) => tooMany(model, "PerMinute", delay),
  "429_day": (model, delay) =>
    tooMany(model, "PerDay", delay, [quotaFailure(model, "PerDay"), retryInfo(delay)]),
  "402": () =>
    googleError(402, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted. Please go to AI Studio."),
  // It repeats the key: https://github.com/continuedev/continue/issues/10902
  "403_suspended": (_model, _delay, key) =>
    googleError(
      403,
      "PERMISSION_DENIED",
      `Permission denied: Consumer 'api_key:${key}' has been suspended.`,
      suspended(key),
    ),
  "500": () => googleError(500, "INTERNAL", "An internal error has occurred. Please retry or report."),
  "503": () => googleError(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
};

/** The fault as an HTTP error, where it is one. */
export function refusalFor(
  { fail, retryDelay = "38.9s" }: Fault,
  { model, key }: { model: string; key: string },
): GoogleError | undefined {
  const name = refusals.find((each) => each === fail);
  return name && refusalOf[name](model, retryDelay, key);
}

function suspended(key: string): object[] {
  const metadata = { service: "generativelanguage.googleapis.com", containerInfo: `api_key:${key}` };
  const reason = { reason: "CONSUMER_SUSPENDED", domain: "googleapis.com", metadata };
  return [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", ...reason }];
}

function tooMany(model: string, period: string, retryDelay: string, details?: object[]): GoogleError {
  const message =
    "You exceeded your current quota, please check your plan and billing details.\n" +
    `* Quota exceeded for metric: generate_content_requests ${period}, model: ${model}\n` +
    `Please retry in ${retryDelay}.`;
  return googleError(429, "RESOURCE_EXHAUSTED", message, details);
}

function quotaFailure(model: string, period: string) {
  const violation = {
    quotaMetric: "generativelanguage.googleapis.com/generate_requests_per_model",
    quotaId: `GenerateRequests${period}PerProjectPerModel`,
    quotaDimensions: { model, location: "global" },
    quotaValue: "10",
  };
  return { "@type": "type.googleapis.com/google.rpc.QuotaFailure", violations: [violation] };
}

function retryInfo(retryDelay: string) {
  return { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay };
}

/** The fault as a 200 that brings no picture, where it is one. */
export function emptyAnswerFor({ fail }: Fault, model: string, prompt: string): object | undefined {
  if (fail === "no_candidates") return footer(model, prompt, []);
  if (fail === "text_only")
    return answerOf(model, prompt, { parts: [{ text: "Here is a picture of your product." }] });
  if (fail.startsWith("finish_"))
    return answerOf(model, prompt, { finishReason: fail.slice("finish_".length) });
  if (!fail.startsWith("block_")) return undefined;
  return { promptFeedback: { blockReason: fail.slice("block_".length) }, ...footer(model, prompt, []) };
}
