import { Link } from "@remix-run/react";
import { useTexts } from "../../texts/speaking.tsx";
import type { ChosenPhoto } from "./selection.ts";
import { PhotoTile } from "./photo-tile.tsx";
import styles from "./photo-picker.module.css";

export type PickerProduct = {
  id: string;
  title: string;
  photos: readonly { id: string; url: string; alt: string }[];
};

type Props = {
  product: PickerProduct;
  /** Photos of the product that are not listed here. */
  hidden?: number;
  isChosen: (photoId: string) => boolean;
  onChoose: (photos: ChosenPhoto[], chosen: boolean) => void;
};

/** A product's photos as tiles to choose from. */
export function PhotoPicker({ product, hidden = 0, isChosen, onChoose }: Props) {
  const { t } = useTexts();
  const labelOf = (index: number, alt: string) => {
    const place = { place: index + 1, product: product.title };
    const saysMore = alt !== "" && alt !== product.title;
    return saysMore ? t("products.photoWithAlt", { ...place, alt }) : t("products.photo", place);
  };
  return (
    <ul className={styles.grid} aria-label={t("products.photosOf", { product: product.title })}>
      {product.photos.map((photo, index) => (
        <li key={photo.id}>
          <PhotoTile
            url={photo.url}
            label={labelOf(index, photo.alt)}
            chosen={isChosen(photo.id)}
            onChange={(chosen) => onChoose([chosenPhoto(product, photo)], chosen)}
          />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <Link
            className={styles.more}
            to={`/app/products/${product.id}`}
            aria-label={t("products.moreOf", { count: hidden, product: product.title })}
          >
            {t("products.more", { count: hidden })}
          </Link>
        </li>
      )}
    </ul>
  );
}

export function chosenPhoto(product: PickerProduct, photo: PickerProduct["photos"][number]): ChosenPhoto {
  return {
    productId: product.id,
    productTitle: product.title,
    photoId: photo.id,
    url: photo.url,
    alt: photo.alt,
  };
}
