import { useEffect, useMemo, useRef } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import type { DeskImage } from "./desk-image.ts";
import styles from "./pair-grid.module.css";
import { PairTile, type TileHands } from "./pair-tile.tsx";
import { TILE } from "./review-keys.ts";
import { decisionOf, inView, type ReviewState } from "./review-state.ts";

type Props = {
  state: ReviewState;
  images: ReadonlyMap<string, DeskImage>;
  /** Who decided images elsewhere while this page was open. */
  others: Readonly<Record<string, string>>;
  marks: boolean;
  /** The keys move the focus: it follows the current image. */
  isByKeys: boolean;
  hands: TileHands;
  /** The end comes into sight. */
  onEnd: () => void;
};

/** Hundreds of pairs. What is far from the screen is not drawn, and a key draws anew only the tiles that it changes. */
export function PairGrid({ state, images, others, marks, isByKeys, hands, onEnd }: Props) {
  const { t } = useTexts();
  const grid = useRef<HTMLUListElement>(null);
  const { current } = state;
  useEffect(() => {
    if (!isByKeys || current === null) return;
    const tile = grid.current?.querySelector<HTMLElement>(`[${TILE}="${current}"]`);
    tile?.focus({ preventScroll: true });
    tile?.parentElement?.scrollIntoView({ block: "nearest" });
  }, [isByKeys, current]);
  // Of all, not of those still there: else each that leaves would draw anew all that come after it.
  const places = useMemo(() => new Map(state.ids.map((id, index) => [id, index + 1])), [state.ids]);
  return (
    <>
      <ul className={styles.grid} ref={grid} aria-label={t("review.images")}>
        {inView(state).map((id) => {
          const image = images.get(id);
          return (
            image && (
              <PairTile
                key={id}
                {...{ image, marks, hands }}
                place={places.get(id) ?? 0}
                decision={decisionOf(state, id)}
                isCurrent={id === current}
                isSelected={state.selected.has(id)}
                isMarked={state.marked.has(id)}
                isResting={state.resting.has(id)}
                by={others[id] ?? null}
              />
            )
          );
        })}
      </ul>
      <End key={state.ids.length} onEnd={onEnd} />
    </>
  );
}

/** Asks for more before the person is there. */
function End({ onEnd }: { onEnd: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  useEffect(() => {
    if (!place.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: "1200px",
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return <div ref={place} />;
}

/** How many images stand beside each other, as they are laid out now. */
export function columnsOf(page: ParentNode): number {
  const grid = page.querySelector(`.${styles.grid}`);
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(" ").length : 1;
}
