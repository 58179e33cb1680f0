import { z } from "zod";
import { isPackshotError, PackshotError } from "../errors.ts";
import type { ThrottleStatus } from "./cost-bucket.ts";

/** One answer of the Admin API, told apart by what the caller can do about it. */
export type AdminAnswer =
  | { kind: "data"; data: unknown; cost: Cost | undefined }
  /** Not executed, mutations included. */
  | { kind: "throttled"; cost: Cost | undefined; retryAfterMs: number }
  /** No usable answer: a mutation may or may not have been executed. */
  | { kind: "unreachable"; error: PackshotError }
  /** Not executed: Shopify ended the token, whatever it said of its expiry. */
  | { kind: "token_refused"; error: PackshotError }
  | { kind: "failed"; error: PackshotError };

type Cost = { requested: number; actual: number | null; status: ThrottleStatus };

const Envelope = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.unknown()).optional(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number(),
          actualQueryCost: z.number().nullish(),
          throttleStatus: z.object({
            maximumAvailable: z.number(),
            currentlyAvailable: z.number(),
            restoreRate: z.number(),
          }),
        })
        .optional(),
    })
    .optional(),
});
type Envelope = z.infer<typeof Envelope>;

/** 402: frozen for an unpaid bill. 423: locked. Neither goes away by trying again. */
const ACCESS_LOST_STATUSES = [402, 403, 423];
/** Codes of `errors[].extensions.code`: https://shopify.dev/docs/api/admin-graphql#status-and-error-codes */
const ACCESS_LOST_CODES = ["ACCESS_DENIED", "SHOP_INACTIVE"];

/** Reads an answer whole. The text of errors goes to the log, never to a browser. */
export async function readAnswer(response: Response, isMutation: boolean): Promise<AdminAnswer> {
  const { status } = response;
  if (status === 429) {
    return { kind: "throttled", cost: undefined, retryAfterMs: retryAfter(response) };
  }
  if (status === 401) return { kind: "token_refused", error: tokenRefused() };
  if (ACCESS_LOST_STATUSES.includes(status)) return failed("shopify_access_lost", { status });
  if (status >= 500 || status === 408 || (response.ok && status !== 200)) return unreachable({ status });
  if (status !== 200)
    return failed("shopify_refused", { status, body: (await response.text()).slice(0, 500) });

  const text = await response.text();
  const envelope = Envelope.safeParse(parseJson(text));
  return envelope.success
    ? fromEnvelope(envelope.data, isMutation)
    : unreachable({ status, body: text.slice(0, 500) });
}

function fromEnvelope({ data, errors = [], extensions }: Envelope, isMutation: boolean): AdminAnswer {
  const cost = extensions?.cost && {
    requested: extensions.cost.requestedQueryCost,
    actual: extensions.cost.actualQueryCost ?? null,
    status: extensions.cost.throttleStatus,
  };
  if (errors.length === 0) return data ? { kind: "data", data, cost } : unreachable({ reason: "no data" });

  const codes = errors.map((error) => error.extensions?.code ?? "");
  const details = { errors: errors.map(({ message }) => message).slice(0, 5), codes: codes.slice(0, 5) };
  if (isMutation && mayHaveRun({ data, errors })) return unreachable(details);
  if (codes.includes("THROTTLED")) return { kind: "throttled", cost, retryAfterMs: 0 };
  if (codes.some((code) => ACCESS_LOST_CODES.includes(code))) return failed("shopify_access_lost", details);
  if (codes.includes("INTERNAL_SERVER_ERROR")) return unreachable(details);
  return failed("shopify_refused", details);
}

/**
 * Whether something was changed although there are errors. Without data they are about the request, which then was not
 * begun. With data it was, unless its one field is denied itself: errors deeper down come after the change.
 */
function mayHaveRun({ data, errors = [] }: Pick<Envelope, "data" | "errors">): boolean {
  if (!data) return false;
  const isDenied = errors.every(
    ({ path = [], extensions }) => path.length <= 1 && ACCESS_LOST_CODES.includes(extensions?.code ?? ""),
  );
  return !isDenied || Object.values(data).some((payload) => payload !== null);
}

export function unreachable(data: Record<string, unknown>, cause?: unknown): AdminAnswer {
  const error = new PackshotError("shopify_unreachable", { sent: "maybe", ...data }, { cause });
  return { kind: "unreachable", error };
}

const WHY = "token refused";

function tokenRefused(): PackshotError {
  return new PackshotError("shopify_access_lost", { status: 401, why: WHY });
}

/** The token is worth nothing any more; a new one may be. */
export function isTokenRefused(error: unknown): boolean {
  return isPackshotError(error) && error.data.why === WHY;
}

function failed(code: "shopify_access_lost" | "shopify_refused", data: Record<string, unknown>): AdminAnswer {
  return { kind: "failed", error: new PackshotError(code, data) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // then the envelope does not fit, which is told with the text
  }
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get("retry-after") ?? "1");
  return Number.isFinite(seconds) ? seconds * 1000 : 1000;
}
