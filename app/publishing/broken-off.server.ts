import type { Prisma } from "../platform/db/generated/client.ts";
import type { ErrorCode } from "../platform/errors.ts";
import { CLAIMABLE, type PublicationChange } from "./publication-lease.server.ts";

/** Our media is known, and nobody was taking it off. */
const KNOWN = { mediaId: { not: null }, detachingAt: null } satisfies Prisma.PublicationWhereInput;

/**
 * How work ends that nobody goes on with, by what is known of the product: the ends of `endOfPublishing`. What may be on
 * its product is never called failed, or it would be published a second time.
 */
export function endsOfBrokenOff(
  failureCode: ErrorCode,
  now: Date,
): readonly (readonly [Prisma.PublicationWhereInput, PublicationChange])[] {
  const { publish, restore } = CLAIMABLE;
  const over = { leaseToken: null, leaseUntil: null };
  return [
    [
      { ...publish, attachingAt: null },
      { ...over, state: "failed", failureCode, activeImageId: null },
    ],
    [
      { ...publish, attachingAt: { not: null }, ...KNOWN },
      { ...over, state: "live", failureCode: "not_in_place", liveAt: now },
    ],
    [
      { ...publish, attachingAt: { not: null }, NOT: KNOWN },
      { ...over, state: "unclear", failureCode: "media_unclear" },
    ],
    [restore, { ...over, restoringAt: null, failureCode }],
  ];
}
