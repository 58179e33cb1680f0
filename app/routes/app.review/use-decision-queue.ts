import { useEffect, useSyncExternalStore } from "react";
import { createDecisionQueue, type DecisionQueue, type QueueState } from "../../ui/review/decision-queue.ts";
import { readStored, writeStored } from "../../ui/review/stored.ts";
import { sendDecisions } from "./send-decisions.ts";

const MOST_AT_ONCE = 50;
const NOTHING: QueueState = { unsaved: 0, isLost: false };

/** One for each person of a shop, as long as the tab lives: it goes on behind other pages. */
const queues = new Map<string, DecisionQueue>();

function queueOf(person: string, formToken: string): DecisionQueue {
  const known = queues.get(person);
  if (known) return known;
  const key = `packshot.unsaved.${person}`;
  const queue = createDecisionQueue({
    send: (decisions) => sendDecisions(formToken, decisions),
    keep: { read: () => readStored("tab", key), write: (unsaved) => writeStored("tab", key, unsaved) },
    mostAtOnce: MOST_AT_ONCE,
  });
  queues.set(person, queue);
  window.addEventListener("online", () => queue.goOn());
  // The browser asks whoever would lose them. What it says is its own.
  window.addEventListener("beforeunload", (event) => {
    if (queue.state().unsaved > 0) event.preventDefault();
  });
  return queue;
}

type Hear = Parameters<DecisionQueue["hear"]>[0];

/** The queue, once the page is alive, and how it stands. */
export function useDecisionQueue({
  person,
  formToken,
  onAnswer,
}: {
  person: string;
  formToken: string;
  onAnswer: Hear;
}) {
  const queue = typeof window === "undefined" ? null : queueOf(person, formToken);
  const state = useSyncExternalStore(
    (listener) => queue?.subscribe(listener) ?? (() => undefined),
    () => queue?.state() ?? NOTHING,
    () => NOTHING,
  );
  useEffect(() => {
    queue?.goOn();
  }, [queue]);
  useEffect(() => queue?.hear(onAnswer), [queue, onAnswer]);
  return { queue, ...state };
}
