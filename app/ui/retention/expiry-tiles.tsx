import { Link } from "@remix-run/react";
import { Button, Text } from "@shopify/polaris";
import { countedOf } from "../frame/words.ts";
import styles from "./expiry-tiles.module.css";

export type ExpiryTile = {
  id: string;
  batchId: string;
  thumbnailUrl: string;
  altText: string;
  decision: string;
};

type Props = {
  tiles: readonly ExpiryTile[];
  /** All there are, also those not shown here. */
  total: number;
  /** What the button under each does. */
  action: string;
  isBusy: boolean;
  onAct: (imageId: string) => void;
};

const WORDS: Record<string, string> = {
  undecided: "To review",
  approved: "Approved",
  rejected: "Rejected",
};

/** Images with one thing that can be done about when they go. */
export function ExpiryTiles({ tiles, total, action, isBusy, onAct }: Props) {
  return (
    <>
      <ul className={styles.grid}>
        {tiles.map((tile) => (
          <li key={tile.id} className={styles.tile}>
            <Link
              to={`/app/review?batch=${tile.batchId}&show=all&image=${tile.id}`}
              className={styles.link}
              aria-label={`${WORDS[tile.decision] ?? ""}: ${tile.altText}`}
            >
              <img src={tile.thumbnailUrl} alt="" loading="lazy" />
              <span className={styles.decision}>{WORDS[tile.decision]}</span>
            </Link>
            <Button
              size="slim"
              fullWidth
              disabled={isBusy}
              accessibilityLabel={`${action}: ${tile.altText}`}
              onClick={() => onAct(tile.id)}
            >
              {action}
            </Button>
          </li>
        ))}
      </ul>
      {total > tiles.length && (
        <Text as="p" tone="subdued">
          {`The first ${tiles.length} of ${countedOf(total, "image")}.`}
        </Text>
      )}
    </>
  );
}
