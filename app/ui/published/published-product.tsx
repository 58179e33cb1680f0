import { InlineStack, Link, Text } from "@shopify/polaris";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { PublicationLine, type PublicationView } from "./publication-line.tsx";
import { summaryOf } from "./publication-state.tsx";
import styles from "./published-product.module.css";

export type ProductView = {
  productId: string;
  productTitle: string;
  publications: PublicationView[];
  /** There are images that are not shown here. */
  hasMore: boolean;
};

type Props = {
  product: ProductView;
  canRestore: boolean;
  isBusy: boolean;
  onRestore: (ids: string[]) => void;
  onSettle: (id: string) => void;
};

/** One product with its published images, what failed among them, and the way back. */
export function PublishedProduct({ product, canRestore, isBusy, onRestore, onSettle }: Props) {
  const { productId, productTitle, publications, hasMore } = product;
  const live = publications.filter(({ state, isRestoring }) => state === "live" && !isRestoring);
  return (
    <section className={styles.product} aria-label={productTitle}>
      <div className={styles.head}>
        <div className={styles.words}>
          <Text as="h2" variant="headingSm" breakWord>
            <Link url={`/app/products/${productId}`} monochrome removeUnderline>
              <span dir="auto" className={styles.title}>
                {productTitle}
              </span>
            </Link>
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">
            {summaryOf(publications)} ·{" "}
            <Link
              url={`shopify://admin/products/${productId}`}
              target="_top"
              accessibilityLabel={`Open in Shopify: ${productTitle}`}
            >
              Open in Shopify
            </Link>
          </Text>
        </div>
        {live.length > 1 && (
          <ConfirmButton
            label={`Take all ${live.length} off`}
            accessibilityLabel={`Take all ${live.length} images off ${productTitle}`}
            question={`Take ${live.length} images off the product?`}
            keep="Keep them"
            confirm="Take them off"
            disabled={!canRestore || isBusy}
            onConfirm={() => onRestore(live.map(({ id }) => id))}
          />
        )}
      </div>
      <ul className={styles.lines}>
        {publications.map((publication) => (
          <PublicationLine
            key={publication.id}
            publication={publication}
            canRestore={canRestore}
            isBusy={isBusy}
            onRestore={() => onRestore([publication.id])}
            onSettle={() => onSettle(publication.id)}
          />
        ))}
      </ul>
      {hasMore && (
        <InlineStack align="center">
          <Link url={`/app/products/${productId}`}>All images of this product</Link>
        </InlineStack>
      )}
    </section>
  );
}
