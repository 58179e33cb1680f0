import type { LibraryImage } from "../../library/image-store.server.ts";
import type { AuditEntry } from "../../privacy/audit-log.server.ts";
import type { HistoryEvent, HistoryLine } from "../../ui/library/image-history.tsx";

type Publication = {
  id: string;
  state: string;
  personName: string;
  createdAt: Date;
  liveAt: Date | null;
  restoredAt: Date | null;
  restoredByName: string | null;
};

type Known = {
  image: LibraryImage;
  /** Who asked for it. */
  maker: string;
  publications: readonly Publication[];
  entries: readonly AuditEntry[];
};

/** Acts of the log that are about one image, and what its history calls them. */
const ACTS: Partial<Record<string, HistoryEvent>> = {
  images_approved: "approved",
  images_rejected: "rejected",
  decisions_taken_back: "takenBack",
  alt_text_changed: "altTextChanged",
  image_regenerated: "regenerated",
  images_kept: "kept",
  images_no_longer_kept: "notKept",
  images_downloaded: "downloaded",
};

/** A decision and its entry in the log are written together. */
const TOGETHER_MS = 5_000;

/** What happened to an image, the newest first: by its row, its publications and the log. */
export function imageHistory({ image, maker, publications, entries }: Known): HistoryLine[] {
  const noted = entries.flatMap((entry) => {
    const what = ACTS[entry.action];
    return what ? [{ key: entry.id, at: entry.at, who: entry.personName, what }] : [];
  });
  const events = [
    { key: "made", at: image.createdAt, who: maker, what: "made" as const },
    ...noted,
    ...lastDecision(image, noted),
    ...publications.flatMap(publicationEvents),
    ...(image.expiredAt ? [{ key: "expired", at: image.expiredAt, who: "", what: "expired" as const }] : []),
  ];
  return events
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .map(({ at, ...event }) => ({ ...event, at: at.toISOString() }));
}

type Event = { key: string; at: Date; who: string; what: HistoryEvent };

/** Of many images decided at once the log says no more than how many: then the image's own row says it. */
function lastDecision(
  { decision, decidedAt, decidedByName }: LibraryImage,
  noted: readonly Event[],
): Event[] {
  if (!decidedAt || (decision !== "approved" && decision !== "rejected")) return [];
  const isNoted = noted.some(
    ({ what, at }) => what === decision && Math.abs(at.getTime() - decidedAt.getTime()) < TOGETHER_MS,
  );
  return isNoted ? [] : [{ key: "decided", at: decidedAt, who: decidedByName ?? "", what: decision }];
}

function publicationEvents(publication: Publication): Event[] {
  const { id, personName, createdAt, liveAt, restoredAt, restoredByName, state } = publication;
  return [
    { key: `${id}-asked`, at: createdAt, who: personName, what: "publishingAsked" },
    ...(liveAt ? [{ key: `${id}-live`, at: liveAt, who: "", what: "live" as const }] : []),
    ...(restoredAt
      ? [{ key: `${id}-off`, at: restoredAt, who: restoredByName ?? "", what: restoredAs(state) }]
      : []),
  ];
}

function restoredAs(state: string): HistoryEvent {
  return state === "partly_restored" ? "partlyRestored" : "restored";
}
