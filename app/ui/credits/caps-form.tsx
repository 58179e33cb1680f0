import { BlockStack, Button, InlineGrid, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { isCapText } from "../../credits/cap-text.ts";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";

export type CapTexts = { batchCap: string; monthlyCap: string };

type Props = {
  caps: CapTexts;
  /** What holds where the field is empty. */
  defaults: { batchCap: number; monthlyCap: number };
  canEdit: boolean;
  isBusy: boolean;
  onSave: (caps: CapTexts) => void;
};

const WRONG = "Type a whole number of credits, or leave it empty.";

/** What one batch and one month may cost at most. */
export function CapsForm({ caps, defaults, canEdit, isBusy, onSave }: Props) {
  const [typed, setTyped] = useState(caps);
  const isChanged = typed.batchCap !== caps.batchCap || typed.monthlyCap !== caps.monthlyCap;
  const isRight = isCapText(typed.batchCap) && isCapText(typed.monthlyCap);
  const field = (name: keyof CapTexts, label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      autoComplete="off"
      disabled={!canEdit}
      value={typed[name]}
      placeholder={defaults[name].toLocaleString("en")}
      error={isCapText(typed[name]) ? undefined : WRONG}
      helpText={`If left empty: ${count(defaults[name], "credit")}`}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
    />
  );

  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) onSave(typed);
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            Spending caps
          </Text>
          <Text as="p" tone="subdued">
            A batch that would pass a cap does not start. What runs already is not stopped.
            {!canEdit && " Your Shopify account may not edit products, so you cannot change them."}
          </Text>
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
            {field("batchCap", "Credits per batch")}
            {field("monthlyCap", "Credits per month (UTC)")}
          </InlineGrid>
          <div>
            <Button submit disabled={!canEdit || !isChanged || !isRight} loading={isBusy}>
              Save caps
            </Button>
          </div>
        </BlockStack>
      </form>
    </Panel>
  );
}
