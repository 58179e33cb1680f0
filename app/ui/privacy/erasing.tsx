import { BlockStack, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = { shop: string; images: number; files: number };

/** Everything of the shop goes: how far that is, for as long as it takes. */
export function Erasing({ shop, images, files }: Props) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Spinner size="small" accessibilityLabel={t("privacy.working")} />
          <Text as="h2" variant="headingSm" breakWord>
            {t("privacy.erasing", { shop })}
          </Text>
        </InlineStack>
        <div aria-live="polite">
          <Text as="p">{t("privacy.goneSoFar", { files, images })}</Text>
        </div>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("privacy.erasingHelp")}
        </Text>
      </BlockStack>
    </Panel>
  );
}
