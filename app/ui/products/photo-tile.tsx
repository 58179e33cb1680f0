import { sizedUrl } from "../frame/sized-url.ts";
import styles from "./photo-tile.module.css";

type Props = {
  url: string;
  /** What a screen reader calls it: "Photo 2 of Mug". */
  label: string;
  chosen: boolean;
  onChange: (chosen: boolean) => void;
};

/** A photo that can be chosen: a checkbox that looks like the photo. */
export function PhotoTile({ url, label, chosen, onChange }: Props) {
  return (
    <label className={styles.tile}>
      <input
        type="checkbox"
        className={styles.input}
        aria-label={label}
        checked={chosen}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <img className={styles.photo} src={sizedUrl(url, 320)} alt="" loading="lazy" decoding="async" />
      <span className={styles.mark} aria-hidden="true" />
    </label>
  );
}
