import type { Decision } from "../../library/decision.ts";
import type { TextKey } from "../../texts/keys.ts";

const DECISIONS: Record<Decision, TextKey> = {
  undecided: "products.toReview",
  approved: "products.approved",
  rejected: "products.rejected",
};

/** What a decision about an image is called on it. */
export function decisionKey(decision: string): TextKey {
  const known: Partial<Record<string, TextKey>> = DECISIONS;
  return known[decision] ?? "products.toReview";
}
