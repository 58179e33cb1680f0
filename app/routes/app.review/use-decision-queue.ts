import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { DecisionAnswer } from "../../library/decision.ts";
import { failureIn } from "../../ui/frame/failure.ts";
import type { Decision } from "../../ui/review/review-state.ts";

type Answer = { answers: Pick<DecisionAnswer, "why">[] } | { failure?: unknown };
type Sent = { id: string; decision: Decision; before: Decision };

/**
 * Sends decisions one after the other, so that however fast a person is, the last one holds. One the server refuses is
 * handed back with what stood before.
 */
export function useDecisionQueue(formToken: string, onRefused: (id: string, before: Decision) => void) {
  const fetcher = useFetcher<Answer>();
  const queue = useRef<Sent[]>([]);
  const underway = useRef<Sent | null>(null);
  const [pending, setPending] = useState(0);
  const failure = failureIn(fetcher.data) ?? refusalIn(fetcher.data);

  function sendNext() {
    const next = queue.current.shift() ?? null;
    underway.current = next;
    setPending(queue.current.length + (next ? 1 : 0));
    if (!next) return;
    const decisions = JSON.stringify([{ imageId: next.id, decision: next.decision, before: next.before }]);
    fetcher.submit({ decisions, formToken }, { method: "post", action: "/app/review/decisions" });
  }

  function settle(answer: Answer) {
    const answered = underway.current;
    if (!answered) return;
    if (failureIn(answer) ?? refusalIn(answer)) onRefused(answered.id, answered.before);
    sendNext();
  }

  const onAnswer = useRef(settle);
  useEffect(() => {
    onAnswer.current = settle;
  });
  // Every answer is a new object, also when it says the same.
  useEffect(() => {
    if (fetcher.data) onAnswer.current(fetcher.data);
  }, [fetcher.data]);

  return {
    pending,
    failure,
    send(decision: Sent) {
      queue.current.push(decision);
      if (underway.current) setPending(queue.current.length + 1);
      else sendNext();
    },
  };
}

function refusalIn(answer: Answer | undefined) {
  return answer && "answers" in answer ? answer.answers[0]?.why : undefined;
}
