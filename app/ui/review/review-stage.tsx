import { Link, Text } from "@shopify/polaris";
import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./review-stage.module.css";

export type StageImage = {
  id: string;
  fileUrl: string;
  altText: string;
  photoUrl: string;
  photoAlt: string;
  productId: string;
  productTitle: string;
  recipeName: string;
  ratioDiffers: boolean;
  provenance: string;
};

/** The image, large, beside the photo it was made from. */
export function ReviewStage({ image }: { image: StageImage }) {
  return (
    <div className={styles.stage}>
      <figure className={styles.figure}>
        <img
          key={image.photoUrl}
          className={styles.picture}
          src={sizedUrl(image.photoUrl, 1200)}
          alt={image.photoAlt || `Photo of ${image.productTitle}`}
        />
        <figcaption>
          <Text as="span" variant="bodySm" tone="subdued" breakWord>
            Photo ·{" "}
            <Link url={`/app/products/${image.productId}`} monochrome>
              <span dir="auto">{image.productTitle}</span>
            </Link>
          </Text>
        </figcaption>
      </figure>
      <figure className={styles.figure}>
        <img key={image.id} className={styles.picture} src={image.fileUrl} alt={image.altText} />
        <figcaption>
          <Text as="span" variant="bodySm" tone="subdued">
            New image · {image.recipeName}
            {image.ratioDiffers && " · the model chose another aspect ratio"}
          </Text>
        </figcaption>
      </figure>
    </div>
  );
}
