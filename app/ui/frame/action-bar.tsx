import type { ReactNode } from "react";
import styles from "./action-bar.module.css";

/** The next step, always in reach at the lower edge. */
export function ActionBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles.bar} aria-label={label}>
      {children}
    </section>
  );
}
