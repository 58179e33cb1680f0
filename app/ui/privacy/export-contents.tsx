import { BlockStack, List, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";

/** What a person gets, before they ask for it. */
export function ExportContents({ kept }: { kept: string }) {
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          What is in it
        </Text>
        <List>
          <List.Item>Every image of the library in its original file, in a folder for each product</List.Item>
          <List.Item>images.csv: each image with its photo, recipe, decision and publication</List.Item>
          <List.Item>batches.csv: each batch with its prompt, who asked for it and what came of it</List.Item>
          <List.Item>recipes.json: your own recipes, in all their versions</List.Item>
          <List.Item>ledger.csv: the whole ledger of credits</List.Item>
          <List.Item>audit.json: who did what in Packshot</List.Item>
          <List.Item>
            manifest.json: all files with their sizes and SHA-256 checksums, and your settings
          </List.Item>
        </List>
        <Text as="p" variant="bodySm" tone="subdued">
          {`One ZIP, made in the background. It can be downloaded for ${kept}, or until you make a new one. It is removed when you delete images that are in it. Images that expire meanwhile stay in it until it goes.`}
        </Text>
      </BlockStack>
    </Panel>
  );
}
