import { useEffect, useRef } from "react";
import type { Change, ReviewEvent, ReviewState } from "../../ui/review/review-state.ts";
import { readStored, writeStored } from "../../ui/review/stored.ts";

/** Acts that undo reaches back over. */
const MOST_ACTS = 100;

/** What was decided and marked on the pages of this visit: undo goes back over all of them, in this tab. */
export function useVisit(person: string, state: ReviewState, act: (event: ReviewEvent) => unknown): void {
  const key = `packshot.review.${person}`;
  const isRemembered = useRef(false);
  const { history, marked } = state;
  useEffect(() => {
    if (!isRemembered.current) {
      isRemembered.current = true;
      const before = asVisit(readStored("tab", key));
      act({ type: "remember", ...before });
      return;
    }
    writeStored("tab", key, { history: history.slice(-MOST_ACTS), marked: [...marked] });
  }, [act, key, history, marked]);
}

function asVisit(kept: unknown): { history: Change[][]; marked: string[] } {
  const { history, marked } = (typeof kept === "object" && kept !== null ? kept : {}) as Record<
    string,
    unknown
  >;
  return { history: isList<Change[]>(history) ? history : [], marked: isList<string>(marked) ? marked : [] };
}

/** Written here and by nobody else. */
function isList<T>(value: unknown): value is T[] {
  return Array.isArray(value);
}
