import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { Panel } from "../frame/panel.tsx";
import { CHOICES, CHOICE_TEXTS, type Choice } from "./choices.ts";

type Props = { count: number; disabled: boolean; onChoose: (choice: Choice) => void };

/** Restoring waits, for these images: one choice may be taken for all of them. */
export function ChooseForAll({ count, disabled, onChoose }: Props) {
  const { t, counted } = useTexts();
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="p">{t("published.chooseAll", { count, shown: counted(count) })}</Text>
        <InlineStack gap="200">
          {CHOICES.map((choice) => (
            <ConfirmButton
              key={choice}
              label={t(CHOICE_TEXTS[choice].all)}
              question={t(CHOICE_TEXTS[choice].ask)}
              keep={t("published.notNow")}
              confirm={t("published.yesAll")}
              disabled={disabled}
              onConfirm={() => onChoose(choice)}
            />
          ))}
        </InlineStack>
      </BlockStack>
    </Panel>
  );
}
