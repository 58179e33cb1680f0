import { BlockStack, List, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

const CONTENTS = [
  "privacy.contentsImages",
  "privacy.contentsImagesCsv",
  "privacy.contentsBatches",
  "privacy.contentsRecipes",
  "privacy.contentsLedger",
  "privacy.contentsAudit",
  "privacy.contentsManifest",
] as const;

/** What a person gets, before they ask for it. */
export function ExportContents({ days }: { days: number }) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("privacy.contents")}
        </Text>
        <List>
          {CONTENTS.map((key) => (
            <List.Item key={key}>{t(key)}</List.Item>
          ))}
        </List>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("privacy.contentsHow", { days })}
        </Text>
      </BlockStack>
    </Panel>
  );
}
