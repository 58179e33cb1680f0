import type { Queries } from "../platform/db/db.server.ts";
import type { Decision, OthersDecision } from "./decision.ts";

/** A decision is stamped when its transaction begins and seen when that ends: it may come up behind later ones. */
const OVERLAP_MS = 5_000;
/** Of all people together: who has missed more than that loads the page anew. */
const MOST_READ = 1_000;
const MOST_TOLD = 200;

export type DecisionsSince = {
  decisions: OthersDecision[];
  /** From where to ask next. */
  next: Date;
  /** There were too many to tell: the page had better be loaded again. */
  isMore: boolean;
};

/**
 * What others decided since then, in that order; a page that begins asks since now. What was told within the last
 * seconds is told again, so that nothing is missed: whoever asks leaves what they know already.
 */
export async function decisionsSince(
  db: Queries,
  shop: string,
  { since, exceptPerson, now }: { since: Date; exceptPerson: string; now: Date },
): Promise<DecisionsSince> {
  const from = new Date(since.getTime() - OVERLAP_MS);
  const read = await db.$queryRaw<Seen[]>`
    SELECT id AS "imageId", decision, "decidedById", "decidedByName" AS by, "decidedAt" AS at FROM "Image"
    WHERE shop = ${shop} AND "decidedAt" > ${from} ORDER BY "decidedAt", id LIMIT ${MOST_READ}`;
  const others = read.filter(({ decidedById }) => decidedById !== exceptPerson);
  if (read.length === MOST_READ || others.length > MOST_TOLD) {
    return { decisions: [], next: now, isMore: true };
  }
  const decisions = others.map(({ imageId, decision, by, at }) => ({ imageId, decision, by: by ?? "", at }));
  return { decisions, next: read.at(-1)?.at ?? since, isMore: false };
}

type Seen = {
  imageId: string;
  decision: Decision;
  decidedById: string | null;
  by: string | null;
  at: Date;
};
