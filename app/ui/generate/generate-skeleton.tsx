import { BlockStack, SkeletonBodyText } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";

/** Stands for Generate until the browser has said which photos are chosen. */
export function GenerateSkeleton() {
  return (
    <BlockStack gap="400">
      <Panel>
        <SkeletonBodyText lines={3} />
      </Panel>
      <Panel>
        <SkeletonBodyText lines={8} />
      </Panel>
    </BlockStack>
  );
}
