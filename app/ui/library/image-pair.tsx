import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./image-details.module.css";

type Props = {
  photoUrl: string;
  photoAlt: string;
  altText: string;
  /** Null: its file is gone. */
  fileUrl: string | null;
  width: number;
  height: number;
};

/** The photo and what was made of it. */
export function ImagePair({ photoUrl, photoAlt, altText, fileUrl, width, height }: Props) {
  const { t } = useTexts();
  return (
    <Panel>
      <div className={styles.pair}>
        <figure>
          <figcaption>{t("library.photo")}</figcaption>
          <div className={styles.picture}>
            {photoUrl !== "" && (
              <img
                src={sizedUrl(photoUrl, 800)}
                alt={photoAlt || t("library.photo")}
                width={800}
                height={800}
              />
            )}
          </div>
        </figure>
        <figure>
          <figcaption>{t("library.image")}</figcaption>
          <div className={styles.picture}>
            {fileUrl === null ? (
              t("library.fileGone")
            ) : (
              <img src={fileUrl} alt={altText || t("library.image")} width={width} height={height} />
            )}
          </div>
        </figure>
      </div>
    </Panel>
  );
}
