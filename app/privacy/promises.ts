/** Figures of the policy that are no windows of retention, each once. */
export const PROMISES = {
  /** After an uninstall, until the last call for the shop has begun, and nobody waits for one any longer. */
  stopSeconds: 5,
  /** The longest a backup of the database is kept: what was erased is gone from the last one then. */
  backupDays: 30,
  /** After a backup was put back, until what a person had deleted since is deleted again: docs/operations.md. */
  mendDays: 3,
  /** From a request to its answer; GDPR article 12 (3) allows a month. */
  answerDays: 30,
  /** Between the news of a change that takes something away and the change. */
  noticeDays: 30,
  /** From knowing of a breach to telling the merchants and the authority; GDPR article 33 allows no more. */
  breachHours: 72,
  /** Between a report of a weakness and a first answer. */
  reportDays: 3,
} as const;

/** What others decide, with where it is written. */
export const OUTSIDE = {
  /** After an uninstall Shopify asks for erasure: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
  shopifyAsksHours: 48,
  /** https://ai.google.dev/gemini-api/docs/usage-policies and /logs-policy */
  googleDays: 55,
  /**
   * From then on new paid projects keep a log of every request that does not say no, as ours do:
   * https://ai.google.dev/gemini-api/docs/logs-datasets
   */
  googleLogsSince: "26 October 2026",
} as const;

/** Names that hold figures. */
export const NAMES = {
  cipher: "AES-256-GCM",
  hash: "HMAC-SHA256",
  store: "Cloudflare R2",
  contract: "GDPR article 6 (1) (b)",
  interest: "GDPR article 6 (1) (f)",
  law: "GDPR article 6 (1) (c)",
  processor: "GDPR article 28",
  breach: "GDPR articles 33 and 34",
  transfers: "decision (EU) 2021/914",
  adequacy: "decision (EU) 2023/1795",
  disclosure: "article 50 of the EU AI Act, Regulation (EU) 2024/1689",
} as const;

/** The policy's own: a change to what it says is a new version with a line of what changed, newest first. */
export const CHANGES = [
  { version: 1, date: "20 November 2026", what: "First version." },
] as const satisfies readonly { version: number; date: string; what: string }[];
