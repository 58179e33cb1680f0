import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { sentenceFor } from "../../platform/errors.ts";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { TimeAgo } from "../frame/time-ago.tsx";
import { PublicationState } from "./publication-state.tsx";
import styles from "./publication-row.module.css";

export type PublicationView = {
  id: string;
  productId: string;
  productTitle: string;
  thumbnailUrl: string;
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

/** One published image: where it is, how it stands, and the way back. */
export function PublicationRow({ publication, canRestore, isBusy, onRestore, onSettle }: Props) {
  const { productTitle, productId, state, isRestoring, failureCode, personName, createdAt } = publication;
  const isLive = state === "live" && !isRestoring;
  return (
    <div className={styles.row}>
      <img
        className={styles.thumbnail}
        src={publication.thumbnailUrl}
        alt={publication.altText}
        loading="lazy"
      />
      <div className={styles.words}>
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingSm" breakWord>
              <Link url={`/app/products/${productId}`} monochrome removeUnderline>
                <span dir="auto" className={styles.title}>
                  {productTitle}
                </span>
              </Link>
            </Text>
            <PublicationState state={state} isRestoring={isRestoring} />
          </InlineStack>
          {failureCode && (
            <Text as="p" tone="critical">
              {sentenceFor(failureCode)}
            </Text>
          )}
          <Text as="p" variant="bodySm" tone="subdued">
            {personName} · <TimeAgo at={createdAt} /> ·{" "}
            <Link
              url={`shopify://admin/products/${productId}`}
              target="_top"
              accessibilityLabel={`Open in Shopify: ${productTitle}`}
            >
              Open in Shopify
            </Link>
          </Text>
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
      {isLive && (
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
    </div>
  );
}
