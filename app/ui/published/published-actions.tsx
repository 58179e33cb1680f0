import { Button, InlineStack } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";

type Props = {
  /** The one batch that the page is about, if it is. */
  batchId: string | undefined;
  /** How many images may be tried again, and how many are live. */
  retryable: number;
  live: number;
  disabled: boolean;
  onRetry: () => void;
  onRestore: () => void;
};

/** What can be done with everything the page is about. */
export function PublishedActions({ batchId, retryable, live, disabled, onRetry, onRestore }: Props) {
  const { t, counted } = useTexts();
  const amount = (count: number) => ({ count, shown: counted(count) });
  return (
    <InlineStack gap="200">
      {batchId && <Button url={`/app/batches/${batchId}`}>{t("published.seeBatch")}</Button>}
      {batchId && <Button url="/app/published">{t("published.allPublished")}</Button>}
      {retryable > 0 && (
        <Button disabled={disabled} onClick={onRetry}>
          {t("published.tryAgain", amount(retryable))}
        </Button>
      )}
      {batchId && live > 0 && (
        <ConfirmButton
          label={t("published.restoreBatch")}
          question={t("published.restoreBatchAsk", amount(live))}
          keep={t("published.keepThem")}
          confirm={t("published.restoreBatchYes")}
          disabled={disabled}
          onConfirm={onRestore}
        />
      )}
    </InlineStack>
  );
}
