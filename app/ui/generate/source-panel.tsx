import { Button, InlineStack, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";

/** What the batch will be made from, in words, and the way back to choose otherwise. */
export function SourcePanel({ words, backUrl }: { words: string; backUrl: string }) {
  return (
    <Panel>
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h2" variant="headingSm" breakWord>
          <span dir="auto">{words}</span>
        </Text>
        <Button variant="plain" url={backUrl}>
          Choose otherwise
        </Button>
      </InlineStack>
    </Panel>
  );
}
