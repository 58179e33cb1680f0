import { Icon, Link, Text } from "@shopify/polaris";
import { ArrowRightIcon } from "@shopify/polaris-icons";
import type { LeftOut, PlaceAhead } from "../../publishing/places-ahead.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import { AHEAD_TEXTS, LEFT_OUT_TEXTS } from "./ahead-words.ts";
import styles from "./publish-product.module.css";

type ImageAhead = {
  id: string;
  altText: string;
  /** Null: the file is gone. */
  thumbnailUrl: string | null;
  photoUrl: string;
  /** Where it will stand, or why it will not; null: Shopify could not be asked. */
  ahead: PlaceAhead | LeftOut | null;
};
export type ProductAhead = {
  productId: string;
  title: string;
  images: ImageAhead[];
  hasMoreVariants: boolean;
};

const SIDE = 56;

/** One product as publishing would change it: which image where, and what is left out. */
export function PublishProduct({ product }: { product: ProductAhead }) {
  const { t } = useTexts();
  const { productId, images, hasMoreVariants } = product;
  const title = product.title || t("publish.deletedProduct");
  return (
    <section className={styles.product} aria-label={title}>
      <div className={styles.head}>
        <Text as="h2" variant="headingSm" breakWord>
          <span dir="auto">{title}</span>
        </Text>
        <Link
          url={`shopify://admin/products/${productId}`}
          target="_top"
          accessibilityLabel={t("publish.openNamed", { product: title })}
        >
          {t("publish.openProduct")}
        </Link>
      </div>
      <ul className={styles.lines}>
        {images.map((image) => (
          <ImageLine key={image.id} image={image} />
        ))}
      </ul>
      {hasMoreVariants && (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("publish.variantsMore")}
        </Text>
      )}
    </section>
  );
}

function ImageLine({ image: { altText, thumbnailUrl, photoUrl, ahead } }: { image: ImageAhead }) {
  const { t } = useTexts();
  const size = { width: SIDE, height: SIDE, className: styles.picture, loading: "lazy" } as const;
  return (
    <li className={styles.line}>
      <span className={styles.pair}>
        <img {...size} src={sizedUrl(photoUrl, SIDE * 2)} alt={t("publish.photo")} />
        <span className={styles.arrow} aria-hidden>
          <Icon source={ArrowRightIcon} tone="subdued" />
        </span>
        {thumbnailUrl === null ? (
          <span className={styles.picture} role="img" aria-label={altText} />
        ) : (
          <img {...size} src={thumbnailUrl} alt={altText} />
        )}
      </span>
      <span className={styles.words}>
        <Ahead ahead={ahead} />
      </span>
    </li>
  );
}

function Ahead({ ahead }: Pick<ImageAhead, "ahead">) {
  const { t, list } = useTexts();
  if (ahead === null) return null;
  if (typeof ahead === "string") {
    return (
      <Text as="p" tone="caution">
        {t(LEFT_OUT_TEXTS[ahead].one)}
      </Text>
    );
  }
  const { kind, number, variants } = ahead;
  return (
    <>
      <Text as="p">{number === null ? t(AHEAD_TEXTS[kind].far) : t(AHEAD_TEXTS[kind].near, { number })}</Text>
      {variants.length > 0 && (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("publish.variants", { variants: list(variants) })}
        </Text>
      )}
    </>
  );
}
