import { PackshotError } from "../platform/errors.ts";
import { dailyLimitOver } from "./pacific-time.ts";

type Detail = { "@type"?: string; violations?: { quotaId?: string }[]; retryDelay?: string };
type ErrorBody = { error?: { message?: string; status?: string; details?: Detail[] } };

/** What an answer with an error status means for us. `body` is the JSON text the SDK puts into `ApiError.message`. */
export function failureOfStatus(status: number, body: string, now: Date, cause: unknown): PackshotError {
  const { message = "", status: reason, details = [] } = parsed(body).error ?? {};
  const data = { status, reason, message: message.slice(0, 500), unbilled: true };
  const fail = (code: PackshotError["code"], more: Record<string, unknown> = {}) =>
    new PackshotError(code, { ...data, ...more }, { cause });

  // The second wording came with 429: https://github.com/dyad-sh/dyad/issues/3626
  if (status === 402 || /prepayment credits are depleted/i.test(message)) return fail("model_out_of_credit");
  if (status === 429) {
    if (isDaily(details)) {
      return fail("model_daily_limit", { retryAfterMs: dailyLimitOver(now).getTime() - now.getTime() });
    }
    return fail("model_busy", { limited: true, retryAfterMs: retryDelay(details, message) });
  }
  // https://github.com/google-gemini/gemini-cli/issues/5064 and /issues/27244
  if (status === 400 && /unable to process input image|provided image is not valid/i.test(message)) {
    return fail("photo_not_usable");
  }
  if (status === 408 || status === 504) return fail("model_timeout", { unbilled: false });
  return fail(status >= 500 ? "model_busy" : "model_misconfigured");
}

/** What a call that ended without a usable answer means: cut, never connected, or out of time. */
export function failureOfTransport(error: unknown): PackshotError {
  if (error instanceof Error && error.name === "AbortError") {
    return new PackshotError("model_timeout", {}, { cause: error });
  }
  // A body that was cut: fetch says "terminated", or the SDK's JSON.parse stops. The picture was made, and is billed.
  if (error instanceof SyntaxError || (error instanceof TypeError && error.message === "terminated")) {
    return new PackshotError("model_bad_image", { reason: "cut answer" }, { cause: error });
  }
  const unreachable = neverSent(error);
  const data = { reason: "no connection", unbilled: unreachable, unreachable };
  return new PackshotError("model_busy", data, { cause: error });
}

const BEFORE_SENDING = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "EHOSTUNREACH"];

function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && BEFORE_SENDING.includes(String(cause.code));
}

function isDaily(details: readonly Detail[]): boolean {
  return details.some((detail) => detail.violations?.some(({ quotaId }) => quotaId?.includes("PerDay")));
}

/** There is no Retry-After header: RetryInfo holds it, or else the sentence does ("Please retry in 38.9s."). */
function retryDelay(details: readonly Detail[], message: string): number | undefined {
  const stated = details.find((detail) => detail.retryDelay)?.retryDelay;
  const seconds = Number(/^([\d.]+)s$/.exec(stated ?? "")?.[1] ?? /retry in ([\d.]+)s/i.exec(message)?.[1]);
  return Number.isFinite(seconds) ? Math.ceil(seconds * 1000) : undefined;
}

/** A proxy in between may answer with something else than Google's JSON; then the status alone speaks. */
function parsed(body: string): ErrorBody {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return { error: { message: body } };
  }
}
