import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  /** Products that match, however many pages they fill. */
  total: number;
  /** The present search as a query; empty: the whole catalogue. */
  query: string;
  /** Products one batch takes. */
  limit: number;
};

/** Choosing without ticking: everything that matches, or a list from elsewhere. */
export function ChooseMany({ total, query, limit }: Props) {
  const { t } = useTexts();
  const found = { count: total, isFiltered: query === "" ? "no" : "yes" };
  const isTooMany = total > limit;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p" tone="subdued">
        {isTooMany ? t("products.tooMany", { count: total, limit }) : t("products.found", found)}
      </Text>
      <InlineStack gap="200" blockAlign="center">
        <Button url="/app/generate?from=list">{t("products.paste")}</Button>
        {total > 0 && (
          <Button url={`/app/generate?from=search&${query}`} disabled={isTooMany}>
            {t("products.chooseAllFound", found)}
          </Button>
        )}
      </InlineStack>
    </InlineStack>
  );
}
