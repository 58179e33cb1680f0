import { Badge, Button, InlineStack } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  isKept: boolean;
  /** Whether the person may let it go. */
  canStop: boolean;
  isBusy: boolean;
  onKeep: (isKept: boolean) => void;
};

/** Whether the image stays however long it is on no product. */
export function KeepButton({ isKept, canStop, isBusy, onKeep }: Props) {
  const { t } = useTexts();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button loading={isBusy} disabled={isKept && !canStop} onClick={() => onKeep(!isKept)}>
        {t(isKept ? "review.stopKeeping" : "review.keep")}
      </Button>
      {isKept && <Badge tone="info">{t("products.kept")}</Badge>}
    </InlineStack>
  );
}
