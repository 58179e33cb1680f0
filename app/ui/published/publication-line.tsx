import { BlockStack, InlineStack, Text } from "@shopify/polaris";
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
  const { productTitle, state, isRestoring, failureCode, personName, createdAt } = publication;
  return (
    <li className={styles.line}>
      {publication.thumbnailUrl === null ? (
        <span className={styles.thumbnail} role="img" aria-label={`${publication.altText}, deleted`} />
      ) : (
        <img
          className={styles.thumbnail}
          src={publication.thumbnailUrl}
          alt={publication.altText}
          loading="lazy"
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
          label="Settle"
          accessibilityLabel={`Settle ${productTitle}`}
          question="Is the product in Shopify as it should be?"
          keep="Not yet"
          confirm="Yes, settle"
          disabled={!canRestore}
          isBusy={isBusy}
          onConfirm={onSettle}
        />
      )}
      {state === "live" && !isRestoring && (
        <ConfirmButton
          label="Restore"
          accessibilityLabel={`Restore ${productTitle}`}
          question="Take this image off the product?"
          keep="Keep it"
          confirm="Restore"
          disabled={!canRestore || isBusy}
          onConfirm={onRestore}
        />
      )}
    </li>
  );
}
