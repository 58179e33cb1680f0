import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";

type Props = { available: number; reserved: number; chargedInMonth: number };

/** What can be spent, what running batches hold, and what this month has cost so far. */
export function Balance({ available, reserved, chargedInMonth }: Props) {
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
      <Figure label="Available" amount={available} />
      <Figure label="Reserved for batches" amount={reserved} />
      <Figure label="Charged this month" amount={chargedInMonth} />
    </InlineGrid>
  );
}

function Figure({ label, amount }: { label: string; amount: number }) {
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="bodyMd" tone="subdued">
          {label}
        </Text>
        <Text as="p" variant="heading2xl" numeric>
          {amount.toLocaleString("en")}
        </Text>
      </BlockStack>
    </Panel>
  );
}
