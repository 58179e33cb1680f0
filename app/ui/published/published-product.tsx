import { InlineStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { PublicationLine, type PublicationView } from "./publication-line.tsx";
import { standingsOf } from "./publication-state.tsx";
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
  const { t, list } = useTexts();
  const { productId, productTitle, publications, hasMore } = product;
  const standings = standingsOf(publications).map(({ text, count }) => t(text, { count }));
  const live = publications.filter(
    ({ state, isRestoring, failureCode }) =>
      state === "live" && !isRestoring && failureCode !== "product_changed",
  );
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
            {list(standings)} ·{" "}
            <Link
              url={`shopify://admin/products/${productId}`}
              target="_top"
              accessibilityLabel={t("published.openNamed", { product: productTitle })}
            >
              {t("published.openInShopify")}
            </Link>
          </Text>
        </div>
        {live.length > 1 && (
          <ConfirmButton
            label={t("published.takeOff", { count: live.length })}
            accessibilityLabel={t("published.takeOffNamed", { count: live.length, product: productTitle })}
            question={t("published.takeOffAsk", { count: live.length })}
            keep={t("published.keepThem")}
            confirm={t("published.takeOffYes")}
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
          <Link url={`/app/products/${productId}`}>{t("published.allImages")}</Link>
        </InlineStack>
      )}
    </section>
  );
}
