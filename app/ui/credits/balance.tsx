import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = { available: number; reserved: number; chargedInMonth: number };

/** What can be spent, what running batches hold, and what this month has cost so far. */
export function Balance({ available, reserved, chargedInMonth }: Props) {
  const { t } = useTexts();
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
      <Figure label={t("credits.available")} amount={available} />
      <Figure label={t("credits.reserved")} amount={reserved} />
      <Figure label={t("credits.chargedInMonth")} amount={chargedInMonth} />
    </InlineGrid>
  );
}

function Figure({ label, amount }: { label: string; amount: number }) {
  const { number } = useTexts();
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="bodyMd" tone="subdued">
          {label}
        </Text>
        <Text as="p" variant="heading2xl" numeric>
          {number(amount)}
        </Text>
      </BlockStack>
    </Panel>
  );
}
