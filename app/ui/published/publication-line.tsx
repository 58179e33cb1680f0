import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { errorCode } from "../frame/failure.ts";
import { TimeAgo } from "../frame/time-ago.tsx";
import { PublicationState } from "./publication-state.tsx";
import styles from "./published-product.module.css";

export type PublicationView = {
  id: string;
  productId: string;
  productTitle: string;
  /** Null: the file is gone. */
  thumbnailUrl: string | null;
  altText: string;
  state: string;
  isRestoring: boolean;
  failureCode: string | null;
  personName: string;
  createdAt: string;
};

type Props = {
  publication: PublicationView;
  canRestore: boolean;
  isBusy: boolean;
  onRestore: () => void;
  /** The person has put right by hand what Packshot could not make out. */
  onSettle: () => void;
};

/** One image of a product: how it stands, and the way back. */
export function PublicationLine({ publication, canRestore, isBusy, onRestore, onSettle }: Props) {
  const { t } = useTexts();
  const { productId, productTitle, state, isRestoring, failureCode, personName, createdAt } = publication;
  const product = productTitle;
  const isChanged = failureCode === "product_changed" && state === "live" && !isRestoring;
  return (
    <li className={styles.line}>
      {publication.thumbnailUrl === null ? (
        <span
          className={styles.thumbnail}
          role="img"
          aria-label={t("published.gone", { alt: publication.altText })}
        />
      ) : (
        <img
          className={styles.thumbnail}
          src={publication.thumbnailUrl}
          alt={publication.altText}
          loading="lazy"
          width={56}
          height={56}
        />
      )}
      <div className={styles.words}>
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <PublicationState state={state} isRestoring={isRestoring} />
            <Text as="span" variant="bodySm" tone="subdued">
              {personName} · <TimeAgo at={createdAt} />
            </Text>
          </InlineStack>
          {failureCode && (
            <Text as="p" tone="critical">
              {t(`errors.${errorCode(failureCode)}`)}
            </Text>
          )}
        </BlockStack>
      </div>
      {state === "unclear" && (
        <ConfirmButton
          label={t("published.settle")}
          accessibilityLabel={t("published.settleNamed", { product })}
          question={t("published.settleAsk")}
          keep={t("published.notYet")}
          confirm={t("published.settleYes")}
          disabled={!canRestore}
          isBusy={isBusy}
          onConfirm={onSettle}
        />
      )}
      {isChanged && (
        <Button
          url={`/app/published/${productId}`}
          accessibilityLabel={t("published.chooseNamed", { product })}
        >
          {t("published.choose")}
        </Button>
      )}
      {state === "live" && !isRestoring && !isChanged && (
        <ConfirmButton
          label={t("published.restore")}
          accessibilityLabel={t("published.restoreNamed", { product })}
          question={t("published.restoreAsk")}
          keep={t("published.keepIt")}
          confirm={t("published.restore")}
          disabled={!canRestore || isBusy}
          onConfirm={onRestore}
        />
      )}
    </li>
  );
}
