import { Button, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { ActionBar } from "../frame/action-bar.tsx";
import { count } from "../frame/words.ts";
import { PLACEMENT_CHOICES } from "./placement-choices.ts";

type Props = {
  /** Approved images that are not on their product yet. */
  approved: number;
  canPublish: boolean;
  isBusy: boolean;
  /** Decisions are on their way: what is approved is not settled for a moment. */
  isSaving: boolean;
  onPublish: (placement: string) => void;
};

/** The last step: where the approved images go, and the one button that puts them there. */
export function PublishBar({ approved, canPublish, isBusy, isSaving, onPublish }: Props) {
  const [placement, setPlacement] = useState("end");
  if (approved === 0) return null;
  return (
    <ActionBar label="Publish">
      <div>
        <Text as="p" variant="headingSm">
          {count(approved, "approved image")} ready to publish
        </Text>
        {!canPublish && (
          <Text as="p" tone="subdued">
            Your Shopify account may not edit products. Ask the store owner for the product permission.
          </Text>
        )}
      </div>
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <div style={{ flex: "0 1 auto", minWidth: 0 }}>
          <Select
            label="Place on the product"
            labelHidden
            options={[...PLACEMENT_CHOICES]}
            value={placement}
            onChange={setPlacement}
            disabled={!canPublish}
          />
        </div>
        <div style={{ flex: "none" }}>
          <Button
            variant="primary"
            disabled={!canPublish || isSaving}
            loading={isBusy}
            onClick={() => onPublish(placement)}
          >{`Publish ${approved} approved`}</Button>
        </div>
      </InlineStack>
    </ActionBar>
  );
}
