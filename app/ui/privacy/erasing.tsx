import { BlockStack, InlineStack, Spinner, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";

type Props = { shop: string; images: number; files: number };

/** Everything of the shop goes: how far that is, for as long as it takes. */
export function Erasing({ shop, images, files }: Props) {
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Spinner size="small" accessibilityLabel="Working" />
          <Text as="h2" variant="headingSm" breakWord>
            {`Everything of ${shop} is being erased`}
          </Text>
        </InlineStack>
        <div aria-live="polite">
          <Text as="p">{`${count(files, "file")} and ${count(images, "image")} gone so far`}</Text>
        </div>
        <Text as="p" variant="bodySm" tone="subdued">
          All work has stopped. Files that were being stored at that moment go three minutes later. You can
          close this page; when everything is gone, Packshot begins anew.
        </Text>
      </BlockStack>
    </Panel>
  );
}
