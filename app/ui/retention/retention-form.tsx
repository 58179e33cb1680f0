import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { isDaysText } from "../../privacy/days-text.ts";
import { RETENTION_DAYS, WINDOWS } from "../../privacy/windows.ts";
import { Panel } from "../frame/panel.tsx";
import { count, countedOf } from "../frame/words.ts";

type Props = {
  /** As typed; empty: the default. */
  days: string;
  canEdit: boolean;
  isBusy: boolean;
  /** So many images would go at once if these days were saved: they are not, the person is asked. */
  asked: { days: string; wouldGo: number } | null;
  onSave: (days: string, isSure: boolean) => void;
};

const { least, most } = RETENTION_DAYS;

/** How long images stay that are on no product. */
export function RetentionForm({ days, canEdit, isBusy, asked, onSave }: Props) {
  const [typed, setTyped] = useState(days);
  const isRight = isDaysText(typed);
  const usual = WINDOWS.unpublishedImages.days;
  const wouldGo = asked?.days === typed.trim() ? asked.wouldGo : 0;
  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) onSave(typed.trim(), false);
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            Images on no product
          </Text>
          <Text as="p" tone="subdued">
            {`Counted from when an image was made, came off its product or was kept no longer. Rejected images are deleted ${WINDOWS.rejectedImages.words} after the decision, or after they were kept no longer, at the latest. Images on a product, and those you keep, stay.`}
            {!canEdit && " Your Shopify account may not edit products, so you cannot change this."}
          </Text>
          <div style={{ maxWidth: "16rem" }}>
            <TextField
              label="Days they are kept"
              inputMode="numeric"
              autoComplete="off"
              disabled={!canEdit}
              value={typed}
              placeholder={String(usual)}
              suffix="days"
              error={isRight ? undefined : `Type a whole number from ${least} to ${most}, or leave it empty.`}
              helpText={`Empty: ${count(usual, "day")}`}
              onChange={setTyped}
            />
          </div>
          {wouldGo > 0 && (
            <Banner tone="warning" title={`${countedOf(wouldGo, "image")} would be deleted at once`}>
              <BlockStack gap="200">
                <p>They are older than that. Deleted images cannot be brought back.</p>
                <InlineStack gap="200">
                  <Button onClick={() => setTyped(days)}>Leave it as it is</Button>
                  <Button
                    variant="primary"
                    tone="critical"
                    loading={isBusy}
                    onClick={() => onSave(typed.trim(), true)}
                  >
                    Save and delete them
                  </Button>
                </InlineStack>
              </BlockStack>
            </Banner>
          )}
          {wouldGo === 0 && (
            <div>
              <Button submit disabled={!canEdit || !isRight || typed.trim() === days} loading={isBusy}>
                Save
              </Button>
            </div>
          )}
        </BlockStack>
      </form>
    </Panel>
  );
}
