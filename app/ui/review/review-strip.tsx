import { useEffect, useRef } from "react";
import type { Decision } from "./review-state.ts";
import styles from "./review-strip.module.css";

type Thumb = { id: string; thumbnailUrl: string; altText: string; decision: Decision };

type Props = { thumbs: readonly Thumb[]; currentId: string; onGo: (id: string) => void };

const MARKS: Record<Decision, string> = { undecided: "", approved: "✓", rejected: "✕" };

/** All images of this review in one row; the current one is kept in sight. */
export function ReviewStrip({ thumbs, currentId, onGo }: Props) {
  const strip = useRef<HTMLUListElement>(null);
  const current = useRef<HTMLButtonElement>(null);
  // Sideways only: scrollIntoView would move the page as well.
  useEffect(() => {
    if (!strip.current || !current.current) return;
    strip.current.scrollLeft = current.current.offsetLeft - strip.current.clientWidth / 2;
  }, [currentId]);
  return (
    <ul className={styles.strip} ref={strip} aria-label="Images in this review">
      {thumbs.map((thumb, index) => (
        <li key={thumb.id}>
          <button
            type="button"
            className={styles.thumb}
            ref={thumb.id === currentId ? current : undefined}
            aria-current={thumb.id === currentId ? "true" : undefined}
            aria-label={`Image ${index + 1}, ${thumb.decision}: ${thumb.altText}`}
            onClick={() => onGo(thumb.id)}
          >
            <img src={thumb.thumbnailUrl} alt="" loading="lazy" />
            {thumb.decision !== "undecided" && (
              <span className={thumb.decision === "approved" ? styles.approved : styles.rejected}>
                {MARKS[thumb.decision]}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
