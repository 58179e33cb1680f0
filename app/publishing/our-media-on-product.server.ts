import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import { candidatesOf, findOurMedia, type Intent, type ProductMedia } from "./find-our-media.ts";
import type { ProductWork } from "./product-work.server.ts";
import type { ClaimedPublication } from "./publication-lease.server.ts";
import { ourMediaOf } from "./publication-store.server.ts";
import { Snapshot } from "./snapshot.ts";

/** A publication and its media. */
export type Ours = { publication: ClaimedPublication; media: ProductMedia };

/** Shopify takes seconds for an image, rarely minutes. */
const POLLS = 60;

/**
 * Looks for the media of attempts that were written down, and waits for Shopify where only time can tell. What is found
 * is recorded; what stays unclear fails; the rest is not on the product.
 */
export async function waitForOurMedia(
  db: Db,
  work: ProductWork,
  wanted: readonly ClaimedPublication[],
  media: readonly ProductMedia[],
): Promise<{ ours: Ours[]; absent: ClaimedPublication[] }> {
  const ours: Ours[] = [];
  const absent: ClaimedPublication[] = [];
  let looking = [...wanted];
  for (let polls = 0; polls < POLLS && looking.length > 0; polls += 1) {
    if (polls > 0) await work.wait(Math.min(750 + 250 * polls, 2000));
    const found = await look(db, work, looking, media);
    const steps = found.ours.map(({ publication, media: { id } }) => {
      return [publication.id, { mediaId: id, state: "processing" }] as const;
    });
    await work.record(steps); // prolongs the lease, too
    ours.push(...found.ours);
    absent.push(...found.absent);
    await work.fail(found.unclear, new PackshotError("media_unclear", { productId: work.productId }));
    looking = found.notYet;
  }
  await work.fail(looking, new PackshotError("shopify_unreachable", { reason: "still being processed" }));
  return { ours, absent };
}

async function look(
  db: Db,
  work: ProductWork,
  looking: readonly ClaimedPublication[],
  media: readonly ProductMedia[],
) {
  const known = await ourMediaOf(db, work.shop, work.productId);
  const otherIds = new Set(known.map(({ mediaId }) => mediaId));
  const intents = looking.map((publication) => intentOf(publication, otherIds));
  const fresh = await work.calls.readStatuses(candidatesOf(intents, media));
  const answers = findOurMedia(intents, fresh);
  const those = (kind: (typeof answers)[number]["kind"]) =>
    looking.filter((_publication, n) => answers[n]?.kind === kind);
  return {
    ours: looking.flatMap((publication, n): Ours[] => {
      const answer = answers[n];
      const found = answer?.kind === "found" && fresh.find(({ id }) => id === answer.id);
      return found ? [{ publication, media: found }] : [];
    }),
    absent: those("absent"),
    unclear: those("unclear"),
    notYet: those("not_yet"),
  };
}

function intentOf(
  { id, fileName, altText, attachingAt, snapshot }: ClaimedPublication,
  otherIds: Set<string>,
): Intent {
  if (!attachingAt) throw new Error(`Publication ${id} was never attached`);
  const beforeIds = Snapshot.parse(snapshot).media.map((media) => media.id);
  return { beforeIds, otherIds, fileName, altText, attachingAt };
}
