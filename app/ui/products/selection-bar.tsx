import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ActionBar } from "../frame/action-bar.tsx";
import { productsIn, type Selection } from "./selection.ts";

type Props = { selection: Selection; limit: number; onClear: () => void };

/** What is chosen so far, always in reach. */
export function SelectionBar({ selection, limit, onClear }: Props) {
  const { t } = useTexts();
  const tooMany = selection.length > limit;
  const chosen = { photos: selection.length, products: productsIn(selection) };
  return (
    <>
      <div aria-live="polite">
        <Text as="p" visuallyHidden>
          {selection.length > 0 && t("products.chosen", chosen)}
        </Text>
      </div>
      {selection.length > 0 && (
        <ActionBar label={t("products.chosenPhotos")}>
          <Text as="p" variant="headingSm" tone={tooMany ? "critical" : undefined}>
            {tooMany ? t("products.chosenTooMany", { ...chosen, limit }) : t("products.chosen", chosen)}
          </Text>
          <InlineStack gap="200" blockAlign="center">
            <Button variant="tertiary" onClick={onClear}>
              {t("products.clear")}
            </Button>
            <Button variant="primary" url="/app/generate" disabled={tooMany}>
              {t("products.continue")}
            </Button>
          </InlineStack>
        </ActionBar>
      )}
    </>
  );
}
