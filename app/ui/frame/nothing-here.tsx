import { BlockStack, Button, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Panel } from "./panel.tsx";

type Props = { heading: string; children: ReactNode; action?: { content: string; url: string } };

/** An empty page or list: what would be here, and the way to get it. */
export function NothingHere({ heading, children, action }: Props) {
  return (
    <Panel padding="800">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {heading}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {children}
        </Text>
        {action && (
          <Button variant="primary" url={action.url}>
            {action.content}
          </Button>
        )}
      </BlockStack>
    </Panel>
  );
}
