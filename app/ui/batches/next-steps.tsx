import { BlockStack, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { counted } from "../../platform/counted.ts";
import { Panel } from "../frame/panel.tsx";
import { countedOf } from "../frame/words.ts";
import { ApproveAllButton } from "../review/approve-all-button.tsx";
import { PLACEMENT_CHOICES } from "../review/placement-choices.ts";

type Props = {
  batchId: string;
  undecided: number;
  /** Approved and not on their product. */
  publishable: number;
  /** On their product, or on the way there. */
  published: number;
  canPublish: boolean;
  isBusy: boolean;
  onApproveAll: () => void;
  onPublishAll: (placement: string) => void;
};

/** What becomes of the images of a batch, all at once. */
export function NextSteps(props: Props) {
  const { batchId, undecided, publishable, published, canPublish, isBusy } = props;
  const [placement, setPlacement] = useState("end");
  if (undecided + publishable + published === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          What next
        </Text>
        {undecided > 0 && (
          <Step words={`${countedOf(undecided, "image")} not reviewed yet`}>
            <ApproveAllButton undecided={undecided} isBusy={isBusy} onApprove={props.onApproveAll} />
          </Step>
        )}
        {publishable > 0 && (
          <Step words={`${countedOf(publishable, "approved image")} ready to publish`}>
            {canPublish ? (
              <>
                <Select
                  label="Place on the product"
                  labelHidden
                  options={[...PLACEMENT_CHOICES]}
                  value={placement}
                  onChange={setPlacement}
                />
                <Button
                  variant={undecided === 0 ? "primary" : "secondary"}
                  loading={isBusy}
                  onClick={() => props.onPublishAll(placement)}
                >
                  {`Publish all ${counted(publishable)}`}
                </Button>
              </>
            ) : (
              <Text as="p" tone="subdued">
                Your Shopify account may not edit products.
              </Text>
            )}
          </Step>
        )}
        {published > 0 && (
          <Step words={`${countedOf(published, "image")} published`}>
            <Button url={`/app/published?batch=${batchId}`}>See or restore them</Button>
          </Step>
        )}
      </BlockStack>
    </Panel>
  );
}

function Step({ words, children }: { words: string; children: ReactNode }) {
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p">{words}</Text>
      <InlineStack gap="200" blockAlign="center">
        {children}
      </InlineStack>
    </InlineStack>
  );
}
