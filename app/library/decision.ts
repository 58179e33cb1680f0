import type { ErrorCode } from "../platform/errors.ts";

/** What a person thinks of an image. Reversible while the image is not on its product. */
export const DECISIONS = ["undecided", "approved", "rejected"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What the audit log calls it. */
export const DECISION_ACTS = {
  undecided: "decisions_taken_back",
  approved: "images_approved",
  rejected: "images_rejected",
} as const satisfies Record<Decision, string>;

/** So many decisions are sent and answered at once. */
export const MOST_DECISIONS = 50;

/** A decision as a page sends it. */
export type SentDecision = {
  imageId: string;
  decision: Decision;
  /** What the person saw it at when they decided. */
  before: Decision;
  /** Milliseconds since then: it may have waited in the page for a connection. */
  ago?: number;
};

/** What became of it. */
export type DecisionAnswer = {
  imageId: string;
  /** `changed_meanwhile`: somebody else had decided otherwise than what the person saw; `meanwhile` tells. */
  outcome: "saved" | "changed_meanwhile" | "refused";
  /** What stands now, and who made it so. */
  decision: Decision;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Why it is refused: on its product, expired, or deleted. */
  why?: Extract<ErrorCode, "decision_locked" | "image_file_gone" | "not_found">;
  /** What somebody else had made of it. It stands where they decided later than the person did. */
  meanwhile?: { decision: Decision; by: string; at: Date };
};

/** Somebody's decision, as others are told of it. */
export type OthersDecision = { imageId: string; decision: Decision; by: string; at: Date };
