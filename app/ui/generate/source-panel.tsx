import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { foundWords, type Search } from "../batches/source-words.ts";
import { Panel } from "../frame/panel.tsx";

/** What the batch will be made from, in words, and the way back to choose otherwise. */
export function SourcePanel({ search, total, backUrl }: { search: Search; total: number; backUrl: string }) {
  const { t } = useTexts();
  return (
    <Panel>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h2" variant="headingSm" breakWord>
          <span dir="auto">{foundWords(t, search, total)}</span>
        </Text>
        <Button variant="plain" url={backUrl}>
          {t("generate.chooseOtherwise")}
        </Button>
      </InlineStack>
    </Panel>
  );
}
