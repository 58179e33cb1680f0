import { Banner, BlockStack } from "@shopify/polaris";
import type { ErrorCode } from "../../platform/errors.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import type { Answers } from "./decision-queue.ts";
import type { DeskImage } from "./desk-image.ts";
import type { Decision } from "./review-state.ts";

/** What became of a decision otherwise than the page showed. `id`: the image. */
export type Note = { id: string } & (
  | { kind: "failure"; why: ErrorCode }
  | { kind: "refused"; why: ErrorCode }
  | { kind: "overruled"; by: string; theirs: Decision; stands: Decision }
);

export function noteOf({ imageId: id, outcome, decision, why, meanwhile }: Answers[number]): Note | null {
  if (outcome === "refused" && why) return { id, kind: "refused", why };
  if (!meanwhile) return null;
  return { id, kind: "overruled", by: meanwhile.by, theirs: meanwhile.decision, stands: decision };
}

type Props = {
  notes: readonly Note[];
  images: ReadonlyMap<string, DeskImage>;
  onDecide: (id: string, decision: Decision) => void;
  onDismiss: (id: string) => void;
};

const MOST_SHOWN = 3;

/** Each until somebody has seen it. */
export function Notes({ notes, images, onDecide, onDismiss }: Props) {
  const shown = notes.slice(-MOST_SHOWN);
  if (shown.length === 0) return null;
  return (
    <BlockStack gap="200">
      {shown.map((note) => (
        <OneNote
          key={note.id}
          note={note}
          product={images.get(note.id)?.productTitle ?? ""}
          {...{ onDecide, onDismiss }}
        />
      ))}
    </BlockStack>
  );
}

const DECIDED: Record<Decision, TextKey> = {
  undecided: "products.toReview",
  approved: "products.approved",
  rejected: "products.rejected",
};

type OneProps = Pick<Props, "onDecide" | "onDismiss"> & { note: Note; product: string };

function OneNote({ note, product, onDecide, onDismiss }: OneProps) {
  const { t } = useTexts();
  const onClose = () => onDismiss(note.id);
  if (note.kind === "failure" || note.kind === "refused") {
    const why = t(`errors.${note.why}`);
    return (
      <Banner tone="critical" onDismiss={onClose}>
        <p>{note.kind === "refused" && product ? t("review.refused", { product, why }) : why}</p>
      </Banner>
    );
  }
  const { by, theirs, stands } = note;
  const isTheirs = stands === theirs;
  const words = { by, product, theirs: t(DECIDED[theirs]), stands: t(DECIDED[stands]) };
  return (
    <Banner
      tone="warning"
      onDismiss={onClose}
      action={
        isTheirs || theirs === "undecided"
          ? undefined
          : {
              content: t("review.takeTheirs", { theirs: words.theirs, by }),
              onAction: () => onDecide(note.id, theirs),
            }
      }
    >
      <p>{t(isTheirs ? "review.theirsStands" : "review.yoursStands", words)}</p>
    </Banner>
  );
}
