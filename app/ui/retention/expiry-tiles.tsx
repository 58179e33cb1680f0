import { Link } from "@remix-run/react";
import { Button, Text } from "@shopify/polaris";
import type { Decision } from "../../library/decision.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./expiry-tiles.module.css";

export type ExpiryTile = {
  id: string;
  batchId: string;
  thumbnailUrl: string;
  altText: string;
  decision: Decision;
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

const DECISIONS: Record<Decision, TextKey> = {
  undecided: "retention.undecided",
  approved: "retention.approved",
  rejected: "retention.rejected",
};

/** Images with one thing that can be done about when they go. */
export function ExpiryTiles({ tiles, total, action, isBusy, onAct }: Props) {
  const { t, counted } = useTexts();
  return (
    <>
      <ul className={styles.grid}>
        {tiles.map((tile) => (
          <li key={tile.id} className={styles.tile}>
            <Link
              to={`/app/review?batch=${tile.batchId}&show=all&image=${tile.id}`}
              className={styles.link}
              aria-label={t("retention.actOn", { action: t(DECISIONS[tile.decision]), image: tile.altText })}
            >
              <img src={tile.thumbnailUrl} alt="" loading="lazy" width={160} height={160} />
              <span className={styles.decision}>{t(DECISIONS[tile.decision])}</span>
            </Link>
            <Button
              size="slim"
              fullWidth
              disabled={isBusy}
              accessibilityLabel={t("retention.actOn", { action, image: tile.altText })}
              onClick={() => onAct(tile.id)}
            >
              {action}
            </Button>
          </li>
        ))}
      </ul>
      {total > tiles.length && (
        <Text as="p" tone="subdued">
          {t("retention.firstOf", { first: tiles.length, count: total, shown: counted(total) })}
        </Text>
      )}
    </>
  );
}
