import type { Claim } from "./claim.ts";
import { ACCESS_CLAIMS } from "./claims-access.ts";
import { KEEPING_CLAIMS } from "./claims-keeping.ts";
import { LEAVING_CLAIMS } from "./claims-leaving.ts";
import { WORK_CLAIMS } from "./claims-work.ts";
import type { Said } from "./said.ts";

/**
 * What the policy promises. `npm run test:trust` runs every proof and fails for a claim whose test did not pass; a
 * claim that no test proves does not belong here, nor on the page.
 */
export const CLAIMS = {
  ...ACCESS_CLAIMS,
  ...KEEPING_CLAIMS,
  ...LEAVING_CLAIMS,
  ...WORK_CLAIMS,
} satisfies Record<string, Claim>;
export type ClaimId = keyof typeof CLAIMS;

/** The sentences of some claims, for a place on the page. */
export function claimed(...ids: readonly ClaimId[]): Said[] {
  return ids.map((id) => CLAIMS[id].sentence);
}
