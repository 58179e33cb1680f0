import { BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

/** The others are counted. */
const NAMED = 10;

type Props = {
  photos: number;
  withoutPhoto: readonly { id: string; title: string }[];
  gone: number;
  to: string;
};

/** Products that were chosen in Shopify admin and can't be taken; the rest goes on. */
export function LeftOut({ photos, withoutPhoto, gone, to }: Props) {
  const { t } = useTexts();
  const unnamed = withoutPhoto.length - NAMED;
  return (
    <Panel>
      <BlockStack gap="400">
        {withoutPhoto.length > 0 && (
          <BlockStack gap="200">
            <Text as="h2" variant="headingSm">
              {t("choose.someHaveNone", { count: withoutPhoto.length })}
            </Text>
            <List>
              {withoutPhoto.slice(0, NAMED).map(({ id, title }) => (
                <List.Item key={id}>
                  <span dir="auto">{title}</span>
                </List.Item>
              ))}
              {unnamed > 0 && <List.Item>{t("choose.andMore", { count: unnamed })}</List.Item>}
            </List>
          </BlockStack>
        )}
        {gone > 0 && <Text as="p">{t("choose.gone", { count: gone })}</Text>}
        <Text as="p" tone="subdued">
          {t("choose.firstOfEach")}
        </Text>
        <InlineStack>
          <Button variant="primary" url={to}>
            {t("choose.goOn", { count: photos })}
          </Button>
        </InlineStack>
      </BlockStack>
    </Panel>
  );
}
