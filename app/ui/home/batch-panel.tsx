import { BlockStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { BatchList, type BatchRow } from "../batches/batch-list.tsx";
import { Panel } from "../frame/panel.tsx";

/** What runs, with how far it is, and what was made last. */
export function BatchPanel({ batches }: { batches: readonly BatchRow[] }) {
  const { t } = useTexts();
  if (batches.length === 0) return null;
  return (
    <Panel padding="0">
      <BlockStack>
        <div style={{ padding: "var(--p-space-400) var(--p-space-400) 0" }}>
          <Text as="h2" variant="headingSm">
            {t("home.latestBatches")}
          </Text>
        </div>
        <BatchList batches={batches} />
      </BlockStack>
    </Panel>
  );
}
