import { BlockStack, Spinner, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { errorCode } from "../frame/failure.ts";
import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./tried-photos.module.css";

export type TriedPhotoView = {
  key: string;
  productTitle: string;
  photoUrl: string;
  isOver: boolean;
  failureCode: string | null;
  /** Null while it is not there, and when it is there no longer. */
  image: { url: string; altText: string } | null;
};

const SIDE = 320;

/** Each photo beside what became of it, as it arrives. */
export function TriedPhotos({ photos }: { photos: readonly TriedPhotoView[] }) {
  const { t } = useTexts();
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t("recipes.tried")}
      </Text>
      <ul className={styles.photos} aria-live="polite">
        {photos.map((photo) => (
          <li key={photo.key}>
            <div className={styles.pair}>
              <img
                className={styles.picture}
                src={sizedUrl(photo.photoUrl, SIDE)}
                alt={t("recipes.tryPhoto", { product: photo.productTitle })}
                width={SIDE}
                height={SIDE}
              />
              <Outcome photo={photo} />
            </div>
            <Text as="p" variant="bodySm" tone="subdued" truncate>
              <bdi>{photo.productTitle}</bdi>
            </Text>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}

function Outcome({ photo: { image, isOver, failureCode } }: { photo: TriedPhotoView }) {
  const { t } = useTexts();
  if (image) {
    return <img className={styles.picture} src={image.url} alt={image.altText} width={SIDE} height={SIDE} />;
  }
  if (!isOver) {
    return (
      <div className={styles.place}>
        <Spinner size="small" accessibilityLabel={t("recipes.triedComing")} />
      </div>
    );
  }
  return (
    <div className={styles.place}>
      <Text as="p" variant="bodySm" tone={failureCode ? "critical" : "subdued"} breakWord>
        {failureCode
          ? t("recipes.triedFailed", { why: t(`errors.${errorCode(failureCode)}`) })
          : t("recipes.triedGone")}
      </Text>
    </div>
  );
}
