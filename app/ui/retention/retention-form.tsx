import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { isDaysText } from "../../privacy/days-text.ts";
import { RETENTION_DAYS, WINDOWS } from "../../privacy/windows.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FormSaveBar } from "../frame/form-save-bar.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = {
  /** As typed; empty: the default. */
  days: string;
  canEdit: boolean;
  isBusy: boolean;
  /** So many images would go at once if these days were saved: they are not, the person is asked. */
  asked: { days: string; wouldGo: number } | null;
  onSave: (days: string, isSure: boolean) => void;
};

const usual = WINDOWS.unpublishedImages.days;

/** How long images stay that are on no product. */
export function RetentionForm({ days, canEdit, isBusy, asked, onSave }: Props) {
  const { t, number } = useTexts();
  const [typed, setTyped] = useState(days);
  const isRight = isDaysText(typed);
  const wouldGo = asked?.days === typed.trim() ? asked.wouldGo : 0;
  const save = (isSure: boolean) => isRight && onSave(typed.trim(), isSure);
  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canEdit) save(false);
        }}
      >
        <BlockStack gap="300">
          <About canEdit={canEdit} />
          <div style={{ maxWidth: "16rem" }}>
            <TextField
              label={t("retention.days")}
              inputMode="numeric"
              autoComplete="off"
              disabled={!canEdit}
              value={typed}
              placeholder={number(usual)}
              suffix={t("retention.suffix")}
              error={isRight ? undefined : t("retention.wrong", { ...RETENTION_DAYS })}
              helpText={t("retention.ifEmpty", { days: usual })}
              onChange={setTyped}
            />
          </div>
          {wouldGo > 0 && (
            <Question {...{ wouldGo, isBusy }} onLeave={() => setTyped(days)} onSure={() => save(true)} />
          )}
        </BlockStack>
      </form>
      <FormSaveBar
        isDirty={canEdit && typed.trim() !== days}
        isBusy={isBusy}
        onSave={() => save(false)}
        onDiscard={() => setTyped(days)}
      />
    </Panel>
  );
}

function About({ canEdit }: Pick<Props, "canEdit">) {
  const { t } = useTexts();
  return (
    <>
      <Text as="h2" variant="headingSm">
        {t("retention.unused")}
      </Text>
      <Text as="p" tone="subdued">
        {t("retention.unusedHelp", { days: WINDOWS.rejectedImages.days })}
      </Text>
      {!canEdit && (
        <Text as="p" tone="subdued">
          {t("retention.readOnly")}
        </Text>
      )}
    </>
  );
}

type QuestionProps = { wouldGo: number; isBusy: boolean; onLeave: () => void; onSure: () => void };

/** Asked before a shorter time deletes what is there already. */
function Question({ wouldGo, isBusy, onLeave, onSure }: QuestionProps) {
  const { t, counted } = useTexts();
  return (
    <Banner tone="warning" title={t("retention.wouldGo", { count: wouldGo, shown: counted(wouldGo) })}>
      <BlockStack gap="200">
        <p>{t("retention.wouldGoHelp")}</p>
        <InlineStack gap="200">
          <Button onClick={onLeave}>{t("retention.leave")}</Button>
          <Button variant="primary" tone="critical" loading={isBusy} onClick={onSure}>
            {t("retention.saveAndDelete")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
