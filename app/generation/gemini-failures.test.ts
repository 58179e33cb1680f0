import { expect, test } from "vitest";
import { failureOfStatus, failureOfTransport } from "./gemini-failures.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const body = (error: object) => JSON.stringify({ error });
const quota = (quotaId: string, ...more: object[]) =>
  body({
    message: "You exceeded your current quota.",
    status: "RESOURCE_EXHAUSTED",
    details: [{ "@type": "type.googleapis.com/google.rpc.QuotaFailure", violations: [{ quotaId }] }, ...more],
  });
const retryInfo = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "45.837906927s" };

test.each([
  ["a limit per minute", 429, quota("GenerateRequestsPerMinutePerProject", retryInfo), "model_busy", 45_838],
  ["the wait only in words", 429, body({ message: "Please retry in 38.9s." }), "model_busy", 38_900],
  ["a 429 that says nothing", 429, body({}), "model_busy", undefined],
  [
    "a limit per day",
    429,
    quota("GenerateRequestsPerDayPerProject", retryInfo),
    "model_daily_limit",
    72_060_000,
  ],
  ["no credit", 402, body({ status: "RESOURCE_EXHAUSTED" }), "model_out_of_credit", undefined],
  [
    "no credit, as 429",
    429,
    body({ message: "Your prepayment credits are depleted." }),
    "model_out_of_credit",
    undefined,
  ],
  ["overloaded", 503, body({ status: "UNAVAILABLE" }), "model_busy", undefined],
  ["broken", 500, body({ status: "INTERNAL" }), "model_busy", undefined],
  ["a proxy's page", 502, "<html>Bad gateway</html>", "model_busy", undefined],
  ["out of time there", 504, body({ status: "DEADLINE_EXCEEDED" }), "model_timeout", undefined],
  [
    "a request of ours that is wrong",
    400,
    body({ status: "INVALID_ARGUMENT" }),
    "model_misconfigured",
    undefined,
  ],
  [
    "a photo it cannot read",
    400,
    body({ message: "Unable to process input image." }),
    "photo_not_usable",
    undefined,
  ],
  ["a wrong key", 401, body({ status: "UNAUTHENTICATED" }), "model_misconfigured", undefined],
  ["a key without the right", 403, body({ status: "PERMISSION_DENIED" }), "model_misconfigured", undefined],
  ["a model that is retired", 404, body({ status: "NOT_FOUND" }), "model_misconfigured", undefined],
])("%s", (_, status, text, code, retryAfterMs) => {
  const failure = failureOfStatus(status, text, now, undefined);
  expect(failure.code).toBe(code);
  expect(failure.data.retryAfterMs).toBe(retryAfterMs);
  expect(failure.data.unbilled).toBe(code !== "model_timeout");
});

const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const hungUp = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
test.each([
  ["out of time", new DOMException("This operation was aborted", "AbortError"), "model_timeout", undefined],
  ["a cut socket", new TypeError("terminated"), "model_bad_image", undefined],
  ["a cut body", new SyntaxError("Unexpected end of JSON input"), "model_bad_image", undefined],
  ["nobody there", new TypeError("fetch failed", { cause: refused }), "model_busy", true],
  ["hung up before an answer", new TypeError("fetch failed", { cause: hungUp }), "model_busy", false],
])("%s", (_, error, code, unbilled) => {
  const failure = failureOfTransport(error);
  expect(failure).toMatchObject({ code, cause: error });
  expect(failure.data.unbilled).toBe(unbilled);
});
