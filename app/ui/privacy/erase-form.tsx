import { Banner, BlockStack, Button, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = { shop: string; canErase: boolean; isBusy: boolean; onErase: (typed: string) => void };

/** The store's address must be typed: nobody erases everything by a slip. */
export function EraseForm({ shop, canErase, isBusy, onErase }: Props) {
  const { t } = useTexts();
  const [typed, setTyped] = useState("");
  const isSame = typed.trim().toLowerCase() === shop;
  if (!canErase) {
    return (
      <Banner tone="info">
        <p>{t("privacy.eraseReadOnly")}</p>
      </Banner>
    );
  }
  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isSame) onErase(typed);
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {t("privacy.erase")}
          </Text>
          <TextField
            label={t("privacy.typeToConfirm", { shop })}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={setTyped}
          />
          <div>
            <Button submit variant="primary" tone="critical" disabled={!isSame} loading={isBusy}>
              {t("privacy.erase")}
            </Button>
          </div>
        </BlockStack>
      </form>
    </Panel>
  );
}
