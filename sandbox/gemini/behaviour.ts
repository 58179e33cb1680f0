import { z } from "zod";

export const blockReasons = ["SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY"] as const;
export const finishReasons = [
  "SAFETY",
  "RECITATION",
  "PROHIBITED_CONTENT",
  "IMAGE_SAFETY",
  "IMAGE_PROHIBITED_CONTENT",
  "NO_IMAGE",
  "IMAGE_RECITATION",
  "IMAGE_OTHER",
  "MAX_TOKENS",
  "MALFORMED_RESPONSE",
] as const;

export const refusals = [
  "429_minute",
  "429_minute_without_retry_info",
  "429_minute_message_only",
  "429_day",
  "402",
  "403_suspended",
  "500",
  "503",
] as const;
const transportFaults = ["hang", "cut_socket", "truncated_json"] as const;
const pictureFaults = [
  "wrong_mime_type",
  "cut_base64",
  "wrong_ratio",
  "unchanged",
  "thought_image_first",
  "tiny",
] as const;
const emptyAnswers = [
  ...blockReasons.map((reason) => `block_${reason}` as const),
  ...finishReasons.map((reason) => `finish_${reason}` as const),
  "text_only",
  "no_candidates",
] as const;

const Failure = z.enum([...refusals, ...transportFaults, ...pictureFaults, ...emptyAnswers]);
export type Failure = z.infer<typeof Failure>;

const Rule = z.strictObject({
  fail: Failure,
  times: z.int().min(1).default(1),
  /** For 429: what RetryInfo or the message says. */
  retryDelay: z
    .string()
    .regex(/^\d+(\.\d+)?s$/)
    .optional(),
  /** Only prompts that contain this text fail. */
  marker: z.string().min(1).optional(),
});
export type Rule = z.infer<typeof Rule>;

/** Everything that can be set while the server runs. What is left out is as it was at the start. */
export const Behaviour = z.strictObject({
  next: z.array(Rule).optional(),
  /** Share of the requests that fail so, by failure. */
  rate: z.partialRecord(Failure, z.number().min(0).max(1)).optional(),
  /** What RetryInfo or the message of a 429 among these says. */
  retryDelay: z
    .string()
    .regex(/^\d+(\.\d+)?s$/)
    .optional(),
  latencyMs: z.number().min(0).optional(),
  quota: z
    .strictObject({
      requestsPerMinute: z.int().min(0).optional(),
      requestsPerDay: z.int().min(0).optional(),
      concurrency: z.int().min(0).optional(),
    })
    .optional(),
  /** For measuring: requests are believed, the picture is one that was drawn before. Of faults, HTTP and the line's. */
  fast: z.boolean().optional(),
  /** Adds thought parts before the picture, as thinking models do. */
  thoughts: z.boolean().optional(),
  mimeType: z.enum(["image/jpeg", "image/png"]).optional(),
});
export type BehaviourSettings = z.input<typeof Behaviour>;
export type Behaviour = z.infer<typeof Behaviour>;

export interface Fault {
  fail: Failure;
  retryDelay?: string | undefined;
}

/** The fault this request gets, if any. Rules are used up; rates draw lots. */
export function takeFault(behaviour: Behaviour, prompt: string): Fault | undefined {
  const rule = behaviour.next?.find(
    (each) => each.times > 0 && (!each.marker || prompt.includes(each.marker)),
  );
  if (rule) {
    rule.times -= 1;
    return rule;
  }
  let lot = Math.random();
  for (const [fail, share] of Object.entries(behaviour.rate ?? {}) as [Failure, number][]) {
    if (lot < share) return { fail, retryDelay: behaviour.retryDelay };
    lot -= share;
  }
  return undefined;
}
