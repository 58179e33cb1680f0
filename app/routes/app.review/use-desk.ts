import { useCallback, useEffect, useRef, useState } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import type { Answers } from "../../ui/review/decision-queue.ts";
import { noteOf, type Note } from "../../ui/review/notes.tsx";
import {
  changesBetween,
  leftToSee,
  startReview,
  type Decision,
  type ReviewEvent,
  type ReviewState,
} from "../../ui/review/review-state.ts";
import { review } from "../../ui/review/review.ts";
import { useDecisionQueue } from "./use-decision-queue.ts";
import { useOthers } from "./use-others.ts";
import { useVisit } from "./use-visit.ts";

type Start = {
  images: readonly { id: string; decision: string }[];
  show: Decision | null;
  wanted: string | null;
  person: string;
  formToken: string;
};

/** After a key, decided images rest for so long: a burst of keys moves nothing. */
const REST_MS = 250;

/** A review as it stands: what is done shows at once and is sent behind, what others do comes in. */
export function useDesk({ images, show, wanted, person, formToken }: Start) {
  const [state, setState] = useState(() => startReview(images, { show, wanted }));
  const [notes, setNotes] = useState<readonly Note[]>([]);
  const [others, setOthers] = useState<Record<string, string>>({});
  // Two keys may come before the page is drawn: each is about what the one before has made.
  const now = useRef(state);
  const act = useCallback((event: ReviewEvent) => {
    const before = now.current;
    now.current = review(before, event);
    setState(now.current);
    return changesBetween(before, now.current);
  }, []);

  const onAnswer = useCallback(
    (answers: Answers | ErrorCode, of: readonly { imageId: string; before: Decision }[]) => {
      if (typeof answers === "string") {
        for (const { imageId: id, before } of of) act({ type: "stands", id, decision: before });
        setNotes((known) => [...known, { id: answers, kind: "failure", why: answers }]);
        return;
      }
      for (const answer of answers) {
        const { imageId: id, decision } = answer;
        if (now.current.decisions[id] !== decision) act({ type: "stands", id, decision });
        const note = noteOf(answer);
        if (note) setNotes((known) => [...known.filter((one) => one.id !== id), note]);
      }
    },
    [act],
  );
  const { queue, unsaved, isLost } = useDecisionQueue({ person, formToken, onAnswer });

  const { isOld } = useOthers((decisions) => {
    for (const { imageId: id, decision, by } of decisions) {
      const known = now.current.decisions[id];
      if (known === undefined || queue?.isWaitingFor(id)) continue;
      setOthers((before) => ({ ...before, [id]: by }));
      if (known !== decision) act({ type: "stands", id, decision });
    }
  });
  useVisit(person, state, act);
  const settle = useSettling(act);

  /** `byHand`: what was decided stays under the pointer until all is decided. */
  function decide(
    event: Extract<ReviewEvent, { type: "decide" | "undo" | "reject_marked" }>,
    byHand = false,
  ) {
    const changes = act(event);
    queue?.push(changes);
    setNotes((known) => known.filter(({ id }) => !changes.some((change) => change.id === id)));
    if (!byHand) settle(REST_MS);
    else if (leftToSee(now.current).length === 0) settle(0);
    return changes;
  }
  const current = (): ReviewState => now.current;
  const refuse = (ids: readonly string[]) => {
    const locked = ids.map((id): Note => ({ id, kind: "refused", why: "decision_locked" }));
    if (locked.length > 0) setNotes((known) => [...known.filter(({ id }) => !ids.includes(id)), ...locked]);
  };
  const dismiss = (id: string) => setNotes((known) => known.filter((note) => note.id !== id));
  return { state, current, act, decide, refuse, settle, notes, dismiss, others, unsaved, isLost, isOld };
}

function useSettling(act: (event: ReviewEvent) => unknown) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (ms: number) => {
      clearTimeout(timer.current);
      if (ms === 0) act({ type: "settle" });
      else timer.current = setTimeout(() => act({ type: "settle" }), ms);
    },
    [act],
  );
}
