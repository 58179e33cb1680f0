import { BlockStack, List, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { countedOf } from "../frame/words.ts";

type Props = { images: number; live: number; billingKept: string };

/** What erasing everything means, before anybody does it. */
export function WhatGoes({ images, live, billingKept }: Props) {
  return (
    <Panel>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingSm">
            What goes
          </Text>
          <List>
            <List.Item>{inLibrary(images)}</List.Item>
            <List.Item>
              Batches, quotes, decisions, exports, settings, and the record of who did what
            </List.Item>
            <List.Item>
              The credits that are left. Packshot does not give the starting credits twice
            </List.Item>
            <List.Item>Packshot&rsquo;s access to this store, until somebody opens Packshot again</List.Item>
          </List>
        </BlockStack>
        <BlockStack gap="200">
          <Text as="h2" variant="headingSm">
            What stays
          </Text>
          <List>
            <List.Item>{onProducts(live)}</List.Item>
            <List.Item>
              {`Billing entries, ${billingKept}, as the law requires: without the store's name, people, prompts or pictures`}
            </List.Item>
            <List.Item>A note of how much was erased and when, without any of these either</List.Item>
          </List>
        </BlockStack>
        <Text as="p">Work that runs stops at once. This cannot be undone.</Text>
      </BlockStack>
    </Panel>
  );
}

function inLibrary(images: number): string {
  if (images === 0) return "Packshot's library: it has no image now";
  return `${countedOf(images, "image")} in Packshot's library, with their files and thumbnails`;
}

function onProducts(live: number): string {
  if (live === 0) return "Your products: no image of Packshot is on them";
  const [theyAre, them] = live === 1 ? ["It is", "it"] : ["They are", "them"];
  return `${countedOf(live, "image")} on your products. ${theyAre} yours, in Shopify; Packshot can no longer take ${them} off, so restore first what you do not want`;
}
