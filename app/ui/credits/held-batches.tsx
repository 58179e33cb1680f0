import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { BatchState } from "../batches/batch-state.tsx";
import { Panel } from "../frame/panel.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";

type HeldBatch = { id: string; recipeKey: string; recipeName: string; state: string; reserved: number };

/** Where the reserved credits are. */
export function HeldBatches({ batches }: { batches: readonly HeldBatch[] }) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  if (batches.length === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("credits.reservedNow")}
        </Text>
        {batches.map(({ id, state, reserved, ...recipe }) => (
          <InlineStack key={id} align="space-between" blockAlign="center" gap="200">
            <InlineStack gap="200" blockAlign="center">
              <Link url={`/app/batches/${id}`}>{nameOf(recipe)}</Link>
              <BatchState state={state} />
            </InlineStack>
            <Text as="span" numeric>
              {t("credits.count", { credits: reserved })}
            </Text>
          </InlineStack>
        ))}
      </BlockStack>
    </Panel>
  );
}
