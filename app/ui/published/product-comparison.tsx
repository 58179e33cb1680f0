import { BlockStack, Button, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { CHOICES, CHOICE_TEXTS, type Choice } from "./choices.ts";
import { MediaStrip, StripPicture, type StripMedia } from "./media-strip.tsx";
import styles from "./media-strip.module.css";

export type ComparisonView = {
  before: StripMedia[];
  left: StripMedia[];
  now: StripMedia[];
  afterOldOrder: StripMedia[];
  afterKeeping: StripMedia[];
  variants: { id: string; title: string; before: StripMedia | null; now: StripMedia | null }[];
  isMore: boolean;
};

type Props = {
  seen: ComparisonView;
  canRestore: boolean;
  /** The choice that is on its way. */
  busy: Choice | null;
  onChoose: (choice: Choice) => void;
};

/** A product before, as Packshot left it and now, and what may become of it. */
export function ProductComparison({ seen, canRestore, busy, onChoose }: Props) {
  const { t } = useTexts();
  const after: Record<Choice, StripMedia[]> = {
    old_order: seen.afterOldOrder,
    keep_changes: seen.afterKeeping,
    leave: seen.now,
  };
  return (
    <>
      <Panel>
        <BlockStack gap="400">
          <MediaStrip title={t("published.before")} media={seen.before} />
          <MediaStrip title={t("published.left")} media={seen.left} />
          <MediaStrip title={t("published.now")} media={seen.now} />
          <Variants variants={seen.variants} />
          {seen.isMore && (
            <Text as="p" tone="subdued">
              {t("published.isMore")}
            </Text>
          )}
        </BlockStack>
      </Panel>
      {CHOICES.map((choice) => (
        <Panel key={choice}>
          <BlockStack gap="300" inlineAlign="start">
            <Text as="p">{t(CHOICE_TEXTS[choice].help)}</Text>
            <MediaStrip title={t("published.after")} media={after[choice]} />
            <Button
              disabled={!canRestore || (busy !== null && busy !== choice)}
              loading={busy === choice}
              onClick={() => onChoose(choice)}
            >
              {t(CHOICE_TEXTS[choice].label)}
            </Button>
          </BlockStack>
        </Panel>
      ))}
    </>
  );
}

function Variants({ variants }: Pick<ComparisonView, "variants">) {
  const { t } = useTexts();
  if (variants.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Text as="h2" variant="headingSm">
        {t("published.variants")}
      </Text>
      {variants.map(({ id, title, before, now }) => (
        <div key={id} className={styles.variant}>
          <Text as="p" fontWeight="medium">
            <span dir="auto">{title}</span>
          </Text>
          <Shown label={t("published.variantBefore")} media={before} />
          <Shown label={t("published.variantNow")} media={now} />
        </div>
      ))}
    </BlockStack>
  );
}

function Shown({ label, media }: { label: string; media: StripMedia | null }) {
  const { t } = useTexts();
  return (
    <>
      <Text as="span" tone="subdued">
        {label}
      </Text>
      {media ? <StripPicture media={media} /> : <Text as="span">{t("published.nothingShown")}</Text>}
    </>
  );
}
