import { memo } from "react";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { loadingOf } from "../frame/picture-loading.ts";
import { sizedUrl } from "../frame/sized-url.ts";
import { useRecipeName } from "../generate/recipe-name.ts";
import { decisionKey } from "../products/decision-words.ts";
import type { DeskImage } from "./desk-image.ts";
import styles from "./pair-tile.module.css";
import { TILE } from "./review-keys.ts";
import type { Decision } from "./review-state.ts";

/** What hands do to a tile; the same functions as long as the page lives. */
export type TileHands = {
  onOpen: (id: string) => void;
  onApprove: (id: string) => void;
  onReject: (id: string) => void;
  onSelect: (id: string, isRange: boolean) => void;
};

type Props = {
  image: DeskImage;
  place: number;
  decision: Decision;
  isCurrent: boolean;
  isSelected: boolean;
  isMarked: boolean;
  isResting: boolean;
  /** Somebody else decided it just now. */
  by: string | null;
  /** In the first pass a reject is a mark. */
  marks: boolean;
  hands: TileHands;
};

const PHOTO_WIDTH = 400;
/** So many are seen when the page opens: their pictures come before the scripts do. */
const FIRST_SEEN = 6;

/** A photo and the image made from it, side by side. All of its looks but the pictures come from the classes: a key changes little. */
export const PairTile = memo(function PairTile({ image, place, decision, by, marks, hands, ...is }: Props) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const { id, productTitle: product } = image;
  const recipe = nameOf(image);
  const states = [
    ...(is.isSelected ? [t("review.selectedOne")] : []),
    ...(is.isMarked ? [t("review.markedOne")] : []),
  ];
  const names = { place, product, recipe, decision: t(decisionKey(decision)) };
  const loading = loadingOf(place - 1, FIRST_SEEN);
  const looks = [
    styles.tile,
    is.isCurrent && styles.current,
    is.isSelected && styles.selected,
    is.isMarked && styles.marked,
    is.isResting && styles.resting,
  ];
  return (
    <li className={looks.filter(Boolean).join(" ")}>
      <button
        type="button"
        className={styles.open}
        {...{ [TILE]: id }}
        tabIndex={is.isCurrent ? 0 : -1}
        aria-current={is.isCurrent ? "true" : undefined}
        aria-label={[t("review.tile", names), ...states].join(", ")}
        onClick={({ shiftKey, metaKey, ctrlKey }) =>
          shiftKey || metaKey || ctrlKey ? hands.onSelect(id, shiftKey) : hands.onOpen(id)
        }
      >
        <img src={sizedUrl(image.photoUrl, PHOTO_WIDTH)} {...loading} alt="" width="200" height="200" />
        <img src={image.thumbnailUrl} {...loading} alt="" width="200" height="200" />
      </button>
      <Sign decision={decision} isMarked={is.isMarked} by={by} />
      <div className={styles.foot}>
        <span className={styles.names}>
          <span className={styles.product} dir="auto">
            {product}
          </span>
          <span className={styles.recipe} dir="auto">
            {recipe}
          </span>
        </span>
        <TileButton
          {...{
            glyph: "✓",
            words: t("review.selectOf", names),
            isPressed: is.isSelected,
            look: styles.select,
          }}
          onPress={(isRange) => hands.onSelect(id, isRange)}
        />
        <TileButton
          {...{ glyph: "✕", isPressed: is.isMarked || decision === "rejected", look: styles.reject }}
          words={t(marks ? "review.markOf" : "review.rejectOf", names)}
          onPress={() => hands.onReject(id)}
        />
        <TileButton
          {...{ glyph: "✓", isPressed: decision === "approved", look: styles.approve }}
          words={t("review.approveOf", names)}
          onPress={() => hands.onApprove(id)}
        />
      </div>
    </li>
  );
});

type ButtonProps = {
  glyph: string;
  words: string;
  isPressed: boolean;
  look?: string;
  onPress: (isRange: boolean) => void;
};

/** Out of the order of Tab: each has a key of its own, and a hundred tiles would be three hundred stops. */
function TileButton({ glyph, words, isPressed, look, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${look}`}
      tabIndex={-1}
      aria-label={words}
      aria-pressed={isPressed}
      onClick={({ shiftKey }) => onPress(shiftKey)}
    >
      <span aria-hidden="true">{glyph}</span>
    </button>
  );
}

const SIGNS: Record<Decision, TextKey | null> = {
  undecided: null,
  approved: "products.approved",
  rejected: "products.rejected",
};

function Sign({ decision, isMarked, by }: { decision: Decision; isMarked: boolean; by: string | null }) {
  const { t } = useTexts();
  const key = isMarked ? "review.markedOne" : SIGNS[decision];
  if (!key) return null;
  return (
    <span
      className={`${styles.sign} ${isMarked || decision === "rejected" ? styles.no : styles.yes}`}
      dir="auto"
    >
      {by ? t("review.signBy", { decision: t(key), by }) : t(key)}
    </span>
  );
}
