import { BlockStack, InlineGrid, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { isCapText } from "../../credits/cap-text.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FormSaveBar } from "../frame/form-save-bar.tsx";
import { Panel } from "../frame/panel.tsx";

export type CapTexts = { batchCap: string; monthlyCap: string };

type Props = {
  caps: CapTexts;
  /** What holds where the field is empty. */
  defaults: { batchCap: number; monthlyCap: number };
  canEdit: boolean;
  isBusy: boolean;
  onSave: (caps: CapTexts) => void;
};

/** What one batch and one month may cost at most. */
export function CapsForm({ caps, defaults, canEdit, isBusy, onSave }: Props) {
  const { t, number } = useTexts();
  const [typed, setTyped] = useState(caps);
  const isChanged = typed.batchCap !== caps.batchCap || typed.monthlyCap !== caps.monthlyCap;
  const isRight = isCapText(typed.batchCap) && isCapText(typed.monthlyCap);
  const save = () => {
    if (canEdit && isRight) onSave(typed);
  };
  const field = (name: keyof CapTexts, label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      autoComplete="off"
      disabled={!canEdit}
      value={typed[name]}
      placeholder={number(defaults[name])}
      error={isCapText(typed[name]) ? undefined : t("credits.capWrong")}
      helpText={t("credits.ifEmpty", { credits: defaults[name] })}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
    />
  );

  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {t("credits.caps")}
          </Text>
          <Text as="p" tone="subdued">
            {t("credits.capsHelp")}
          </Text>
          {!canEdit && (
            <Text as="p" tone="subdued">
              {t("credits.capsReadOnly")}
            </Text>
          )}
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
            {field("batchCap", t("credits.perBatch"))}
            {field("monthlyCap", t("credits.perMonth"))}
          </InlineGrid>
        </BlockStack>
      </form>
      <FormSaveBar isDirty={isChanged} isBusy={isBusy} onSave={save} onDiscard={() => setTyped(caps)} />
    </Panel>
  );
}
