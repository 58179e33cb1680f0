import { counted } from "../../platform/counted.ts";
import { Link } from "@remix-run/react";
import styles from "./published-filter.module.css";

type PublishedCounts = { all: number; moving: number; live: number; failed: number };

const SHOWS: { value: keyof PublishedCounts; label: string }[] = [
  { value: "all", label: "All" },
  { value: "moving", label: "On the way" },
  { value: "live", label: "On their products" },
  { value: "failed", label: "Failed" },
];

type Props = { show: string; counts: PublishedCounts; urlFor: (show: string) => string };

/** How many images stand where; each is a page of its own. */
export function PublishedFilter({ show, counts, urlFor }: Props) {
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
              {label} <span className={styles.count}>{counted(counts[value])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
