import { Link } from "@remix-run/react";
import { PUBLISHED_SHOWS, type PublishedShow } from "../../publishing/published-shows.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./published-filter.module.css";

const SHOWS: Record<PublishedShow, TextKey> = {
  all: "published.show_all",
  moving: "published.show_moving",
  live: "published.show_live",
  changed: "published.show_changed",
  failed: "published.show_failed",
  restored: "published.show_restored",
};

type Props = {
  show: PublishedShow;
  counts: Record<PublishedShow, number>;
  urlFor: (show: PublishedShow) => string;
};

/** How many images stand where; each is a page of its own. */
export function PublishedFilter({ show, counts, urlFor }: Props) {
  const { t, counted } = useTexts();
  return (
    <nav aria-label={t("published.imagesShown")}>
      <ul className={styles.tabs}>
        {PUBLISHED_SHOWS.map((value) => (
          <li key={value}>
            <Link
              to={urlFor(value)}
              className={styles.tab}
              aria-current={value === show ? "page" : undefined}
            >
              {t(SHOWS[value])} <span className={styles.count}>{counted(counts[value])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
