import { BlockStack, Link, ProgressBar, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { percentOf } from "../batches/batch-list.tsx";
import { Panel } from "../frame/panel.tsx";

export type SpendingView = {
  /** Charged this month, and held for what runs. */
  charged: number;
  reserved: number;
  /** What a month may cost. */
  cap: number;
};

/** What this month has cost so far, against what it may cost. */
export function Spending({ charged, reserved, cap }: SpendingView) {
  const { t } = useTexts();
  const used = Math.min(100, percentOf(charged + reserved, cap));
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("home.spending")}
        </Text>
        <Text as="p">{t("home.spent", { credits: charged, cap })}</Text>
        <ProgressBar size="small" tone={used >= 90 ? "critical" : "primary"} progress={used} />
        {reserved > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t("home.held", { credits: reserved })}
          </Text>
        )}
        <Text as="p" variant="bodySm">
          <Link url="/app/credits">{t("home.seeCaps")}</Link>
        </Text>
      </BlockStack>
    </Panel>
  );
}
