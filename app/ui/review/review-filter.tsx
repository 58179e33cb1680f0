import { Link } from "@remix-run/react";
import styles from "./review-filter.module.css";

const SHOWS = [
  { value: "undecided", label: "To review" },
  { value: "approved", label: "Approved" },
  { value: "rejected", label: "Rejected" },
  { value: "all", label: "All" },
];

type Props = { show: string; urlFor: (show: string) => string };

/** Which images are shown: each filter is a page of its own. */
export function ReviewFilter({ show, urlFor }: Props) {
  return (
    <nav aria-label="Images shown">
      <ul className={styles.tabs}>
        {SHOWS.map(({ value, label }) => (
          <li key={value}>
            <Link
              to={urlFor(value)}
              className={styles.tab}
              aria-current={value === show ? "page" : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
