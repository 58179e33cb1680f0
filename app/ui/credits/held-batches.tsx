import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { BatchState } from "../batches/batch-state.tsx";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";

type HeldBatch = { id: string; recipeName: string; state: string; reserved: number };

/** Where the reserved credits are. */
export function HeldBatches({ batches }: { batches: readonly HeldBatch[] }) {
  if (batches.length === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Reserved now
        </Text>
        {batches.map(({ id, recipeName, state, reserved }) => (
          <InlineStack key={id} align="space-between" blockAlign="center" gap="200">
            <InlineStack gap="200" blockAlign="center">
              <Link url={`/app/batches/${id}`}>{recipeName}</Link>
              <BatchState state={state} />
            </InlineStack>
            <Text as="span" numeric>
              {count(reserved, "credit")}
            </Text>
          </InlineStack>
        ))}
      </BlockStack>
    </Panel>
  );
}
