import { Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./media-strip.module.css";

export type StripMedia = { id: string; isOurs: boolean; url: string | null; alt: string };

const SIDE = 64;

/** A product's media in their order; Packshot's images have a frame. */
export function MediaStrip({ title, media }: { title: string; media: readonly StripMedia[] }) {
  return (
    <section aria-label={title} className={styles.strip}>
      <Text as="h2" variant="headingSm">
        {title}
      </Text>
      <ol className={styles.media}>
        {media.map((one) => (
          <li key={one.id}>
            <StripPicture media={one} />
          </li>
        ))}
      </ol>
    </section>
  );
}

export function StripPicture({ media: { isOurs, url, alt } }: { media: StripMedia }) {
  const { t } = useTexts();
  const className = isOurs ? `${styles.picture} ${styles.ours}` : styles.picture;
  const name = isOurs ? t("published.ours") : alt || t("published.photo");
  if (url === null) {
    return (
      <span
        className={`${className} ${styles.gone}`}
        role="img"
        aria-label={`${name}: ${t("published.removed")}`}
      >
        <span aria-hidden>✕</span>
      </span>
    );
  }
  return <img className={className} src={url} alt={name} width={SIDE} height={SIDE} loading="lazy" />;
}
