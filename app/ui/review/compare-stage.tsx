import { type RefObject } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./compare-stage.module.css";
import type { DeskImage } from "./desk-image.ts";

type Props = { image: DeskImage; isSlider: boolean; stage: RefObject<HTMLDivElement> };

/** What a photo is shown at in the stage; enlarged, it may be looked at more closely. */
const STAGE_PHOTO = 1600;
export const stagePhoto = (url: string) => sizedUrl(url, STAGE_PHOTO);

/** The photo and its image, beside each other or one over the other with a slider between; enlarged together. */
export function CompareStage({ image, isSlider, stage }: Props) {
  const { t } = useTexts();
  return (
    <div className={isSlider ? styles.slider : styles.side} ref={stage}>
      <Picture
        {...{ src: stagePhoto(image.photoUrl), small: sizedUrl(image.photoUrl, 400), look: styles.photo }}
        alt={image.photoAlt || t("review.photoOf", { product: image.productTitle })}
        label={t("review.photo")}
      />
      <Picture
        {...{ src: image.fileUrl, small: image.thumbnailUrl, look: styles.image, alt: image.altText }}
        label={t("review.newImage")}
      />
      {isSlider && <Slider stage={stage} />}
      <span className={styles.swipeRight} aria-hidden="true">
        {t("review.approve")}
      </span>
      <span className={styles.swipeLeft} aria-hidden="true">
        {t("review.reject")}
      </span>
    </div>
  );
}

type PictureProps = { src: string; small: string; alt: string; label: string; look?: string };

/** Its small rendition is there at once, below it. */
function Picture({ src, small, alt, label, look }: PictureProps) {
  return (
    <figure className={`${styles.frame} ${look}`} data-frame>
      <img
        key={src}
        className={styles.picture}
        style={{ backgroundImage: `url(${JSON.stringify(small)})` }}
        {...{ src, alt }}
        width="800"
        height="800"
        draggable={false}
      />
      <figcaption className={styles.label}>{label}</figcaption>
    </figure>
  );
}

function Slider({ stage }: Pick<Props, "stage">) {
  const { t } = useTexts();
  return (
    <>
      <span className={styles.line} aria-hidden="true" />
      <input
        type="range"
        className={styles.range}
        {...{ min: 0, max: 100, defaultValue: 50, dir: "ltr" }}
        aria-label={t("review.slider")}
        onInput={({ currentTarget }) =>
          stage.current?.style.setProperty("--part", `${Number(currentTarget.value) / 100}`)
        }
      />
    </>
  );
}
