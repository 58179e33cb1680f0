import { Button, InlineStack, Text } from "@shopify/polaris";
import { MOST_BULK_IDS, type BulkKind } from "../../library/bulk.ts";
import { MOST_DOWNLOADED } from "../../library/most-downloaded.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { ActionBar } from "../frame/action-bar.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";

type Props = {
  /** Ticked one by one, or all that match. */
  chosen: { isAll: boolean; amount: number; isMore: boolean };
  /** What matches, where more than what is ticked could be chosen; null: that is all there is. */
  all: { amount: number; isMore: boolean } | null;
  canEditProducts: boolean;
  isBusy: boolean;
  isLoading: boolean;
  /** Null: too many to be listed before they are published. */
  publishUrl: string | null;
  onAll: () => void;
  onClear: () => void;
  onDownload: () => void;
  /** Where they are too many to wait for. */
  onExport: () => void;
  onDo: (kind: BulkKind) => void;
};

/** What can be done with the chosen images, always in reach. */
export function SelectionBar(props: Props) {
  const { chosen, all, canEditProducts, isLoading, publishUrl, onAll, onClear, onDownload, onExport, onDo } =
    props;
  const { t, counted } = useTexts();
  if (chosen.amount === 0) return null;
  const tooMany = chosen.isAll || chosen.amount > MOST_DOWNLOADED;
  const isTooMuch = !chosen.isAll && chosen.amount > MOST_BULK_IDS;
  const isBusy = props.isBusy || isTooMuch;
  const shown = (amount: { amount: number; isMore: boolean }) => ({
    ...{ amount: amount.amount, shown: counted(amount.amount), isMore: amount.isMore ? "yes" : "no" },
  });
  return (
    <ActionBar label={t("library.chosenImages")}>
      <div aria-live="polite">
        <Text as="p" variant="headingSm">
          {t(chosen.isAll ? "library.chosenAll" : "library.chosen", shown(chosen))}
        </Text>
        {isTooMuch && <Text as="p">{t("library.chosenTooMany", { most: MOST_BULK_IDS })}</Text>}
        <InlineStack gap="300">
          <Button variant="plain" onClick={onClear}>
            {t("products.clear")}
          </Button>
          {all && (
            <Button variant="plain" onClick={onAll}>
              {t("library.chooseAll", shown(all))}
            </Button>
          )}
        </InlineStack>
      </div>
      <InlineStack gap="200" blockAlign="center">
        {tooMany ? (
          <Button disabled={!canEditProducts} loading={isLoading} onClick={onExport}>
            {t("library.exportAll")}
          </Button>
        ) : (
          <Button loading={isLoading} onClick={onDownload}>
            {t("library.download")}
          </Button>
        )}
        <Button disabled={isBusy} onClick={() => onDo("approve")}>
          {t("library.approve")}
        </Button>
        <Button disabled={isBusy} onClick={() => onDo("reject")}>
          {t("library.reject")}
        </Button>
        {publishUrl && canEditProducts && <Button url={publishUrl}>{t("library.publish")}</Button>}
        <Button disabled={isBusy} onClick={() => onDo("keep")}>
          {t("library.keep")}
        </Button>
        <ConfirmButton
          label={t("library.delete")}
          question={t("library.deleteChosen", shown(chosen))}
          keep={t("library.deleteNot")}
          confirm={t("library.delete")}
          disabled={!canEditProducts || isBusy}
          onConfirm={() => onDo("delete")}
        />
      </InlineStack>
    </ActionBar>
  );
}
