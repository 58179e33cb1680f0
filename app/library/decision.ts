/** What a person thinks of an image. Reversible while the image is not on its product. */
export const DECISIONS = ["undecided", "approved", "rejected"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What the audit log calls it. */
export const DECISION_ACTS = {
  undecided: "decisions_taken_back",
  approved: "images_approved",
  rejected: "images_rejected",
} as const satisfies Record<Decision, string>;
