import { imagesNamed } from "../platform/audit/audit-acts.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import {
  DECISION_ACTS,
  DECISIONS,
  type Decision,
  type DecisionAnswer,
  type SentDecision,
} from "./decision.ts";
import { lockImagesThere, type LockedImage } from "./image-locks.server.ts";

type Deciding = { person: Pick<Person, "id" | "name">; now: Date };

/**
 * Approves or rejects images, or takes that back; answers for each what became of it. Who decides last has the last
 * word, also over what they had not seen, but is told of it. To send the same again, as a page does that got no answer,
 * changes nothing, not even who decided and when.
 */
export async function decide(
  db: Db,
  shop: string,
  person: Deciding["person"],
  decisions: readonly SentDecision[],
  now: Date,
): Promise<DecisionAnswer[]> {
  const wanted = lastOfEach(decisions);
  return db.$transaction(async (tx) => {
    const ids = wanted.map(({ imageId }) => imageId);
    const images = new Map((await lockImagesThere(tx, shop, ids)).map((image) => [image.id, image]));
    const answers = wanted.map((sent) => answerTo(sent, images.get(sent.imageId), { person, now }));
    for (const decision of DECISIONS) {
      const changed = answers.filter((answer) => answer.decision === decision && isChange(answer, images));
      await save(tx, shop, { decision, ids: changed.map(({ imageId }) => imageId), person, now });
    }
    return answers;
  });
}

/** Of several about the same image the last, made of what the first saw. */
function lastOfEach(decisions: readonly SentDecision[]): SentDecision[] {
  const last = new Map<string, SentDecision>();
  for (const sent of decisions) {
    const before = last.get(sent.imageId)?.before ?? sent.before;
    last.set(sent.imageId, { ...sent, before });
  }
  return [...last.values()];
}

function answerTo(
  { imageId, decision, before, ago = 0 }: SentDecision,
  image: LockedImage | undefined,
  { person, now }: Deciding,
): DecisionAnswer {
  if (!image) return { ...refused("not_found"), imageId, decision: before, decidedBy: null, decidedAt: null };
  const { decidedByName, decidedAt } = image;
  const stands = { imageId, decision: image.decision, decidedBy: decidedByName, decidedAt };
  if (image.decision === decision) return { ...stands, outcome: "saved" };
  if (image.published) return { ...stands, ...refused("decision_locked") };
  if (image.hasExpired) return { ...stands, ...refused("image_file_gone") };
  const made = { imageId, decision, decidedBy: person.name, decidedAt: now };
  const isOthers = decidedAt !== null && image.decidedById !== person.id;
  if (!isOthers || image.decision === before) return { ...made, outcome: "saved" };
  const meanwhile = { decision: image.decision, by: decidedByName ?? "", at: decidedAt };
  const isLater = decidedAt.getTime() > now.getTime() - ago;
  return { ...(isLater ? stands : made), outcome: "changed_meanwhile", meanwhile };
}

function refused<Why extends NonNullable<DecisionAnswer["why"]>>(why: Why) {
  return { outcome: "refused", why } as const;
}

function isChange({ imageId, outcome, decision }: DecisionAnswer, images: Map<string, LockedImage>): boolean {
  return outcome !== "refused" && images.get(imageId)?.decision !== decision;
}

/** Who took a decision back, and when, is kept as well: others are told of that too. */
async function save(
  tx: Queries,
  shop: string,
  { decision, ids, person, now }: Deciding & { decision: Decision; ids: string[] },
): Promise<void> {
  if (ids.length === 0) return;
  const made = { decidedById: person.id, decidedByName: person.name, decidedAt: now };
  await tx.image.updateMany({
    where: { shop, id: { in: ids } },
    data: { decision, ...made, bulkActionId: null, decisionBefore: null },
  });
  const act = { action: DECISION_ACTS[decision], on: "image", details: imagesNamed(ids) } as const;
  await recordAudit(tx, shop, person, { ...act, id: ids.length === 1 ? ids[0] : undefined });
}
