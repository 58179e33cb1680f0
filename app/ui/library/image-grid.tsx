import { Link } from "@remix-run/react";
import { useTexts } from "../../texts/speaking.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import { loadingOf } from "../frame/picture-loading.ts";
import styles from "./image-grid.module.css";
import { ImageStanding, type Standing } from "./image-standing.tsx";

export type LibraryTile = Standing & {
  id: string;
  productTitle: string;
  altText: string;
  recipeKey: string;
  recipeName: string;
  /** Null: its file is gone. */
  thumbnailUrl: string | null;
};

type Props = {
  images: readonly LibraryTile[];
  isChosen: (id: string) => boolean;
  onChoose: (images: readonly LibraryTile[], isChosen: boolean) => void;
  /** Those of one product under its name, which need not say it again. */
  isOfOneProduct?: boolean;
};

/** A row on a desktop. */
const SEEN_FIRST = 6;

/** Images to look at and to choose from. Each leads to what is known of it. */
export function ImageGrid({ images, isChosen, onChoose, isOfOneProduct = false }: Props) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  return (
    <ul className={styles.grid}>
      {images.map((image, place) => {
        const named = { product: image.productTitle, recipe: nameOf(image) };
        return (
          <li key={image.id} className={styles.tile}>
            <Link to={`/app/library/${image.id}`} className={styles.link}>
              <Picture
                image={image}
                label={t("library.imageOf", named)}
                place={isOfOneProduct ? SEEN_FIRST : place}
              />
            </Link>
            <label className={styles.choice}>
              <input
                type="checkbox"
                aria-label={t("library.choose", named)}
                checked={isChosen(image.id)}
                onChange={(event) => onChoose([image], event.currentTarget.checked)}
              />
            </label>
            {!isOfOneProduct && (
              <p className={styles.title} dir="auto">
                {image.productTitle}
              </p>
            )}
            <p className={styles.recipe} dir="auto">
              {named.recipe}
            </p>
            <ImageStanding {...image} />
          </li>
        );
      })}
    </ul>
  );
}

function Picture({ image, label, place }: { image: LibraryTile; label: string; place: number }) {
  const { t } = useTexts();
  if (image.thumbnailUrl === null) {
    return (
      <span className={styles.gone} role="img" aria-label={label}>
        {t("library.fileGone")}
      </span>
    );
  }
  return (
    <img
      src={image.thumbnailUrl}
      alt={image.altText || label}
      width={320}
      height={320}
      {...loadingOf(place, SEEN_FIRST)}
    />
  );
}
