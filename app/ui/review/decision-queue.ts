import type { Decision, DecisionAnswer, SentDecision } from "../../library/decision.ts";
import type { ErrorCode } from "../../platform/errors.ts";

/** A decision that the server has not answered yet. */
type Unsaved = { imageId: string; decision: Decision; before: Decision; at: number };

export type Answers = readonly Pick<
  DecisionAnswer,
  "imageId" | "outcome" | "decision" | "decidedBy" | "why" | "meanwhile"
>[];

/** What became of a request: refused as a whole with a code, or (null) not to be had for now. */
export type Sent = { answers: Answers } | { refused: ErrorCode } | null;

export type QueueDeps = {
  send: (decisions: SentDecision[]) => Promise<Sent>;
  /** Where they are kept while the page is loaded anew. */
  keep: { read: () => unknown; write: (unsaved: readonly Unsaved[]) => void };
  mostAtOnce: number;
};

/** The least time from one request to the next. */
const PACE_MS = 300;
const LONGEST_PAUSE_MS = 30_000;

export type QueueState = { unsaved: number; isLost: boolean };
export type DecisionQueue = ReturnType<typeof createDecisionQueue>;

/**
 * Sends decisions behind, some at once, one request after the other: however fast a person is, the last decision of an
 * image holds. What is not answered is sent again: the server takes the same twice for one.
 */
export function createDecisionQueue({ send, keep, mostAtOnce }: QueueDeps) {
  let waiting = new Map(readUnsaved(keep.read()).map((one) => [one.imageId, one]));
  let underway: Unsaved[] = [];
  let misses = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sentAt = -PACE_MS;
  const listeners = new Set<() => void>();
  const hearers = new Set<(answers: Answers | ErrorCode, of: readonly Unsaved[]) => void>();
  let state: QueueState = { unsaved: waiting.size, isLost: false };

  function changed() {
    const all = [...underway, ...waiting.values()];
    keep.write(all);
    const unsaved = new Set(all.map(({ imageId }) => imageId)).size;
    const isLost = misses > 0 && unsaved > 0;
    if (unsaved === state.unsaved && isLost === state.isLost) return;
    state = { unsaved, isLost };
    for (const listener of listeners) listener();
  }

  function schedule() {
    if (underway.length > 0 || waiting.size === 0) return;
    clearTimeout(timer);
    const pause = misses > 0 ? Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** (misses - 1)) : PACE_MS;
    timer = setTimeout(() => void sendSome(), Math.max(0, sentAt + pause - Date.now()));
  }

  async function sendSome() {
    if (underway.length > 0) return;
    underway = [...waiting.values()].slice(0, mostAtOnce);
    for (const { imageId } of underway) waiting.delete(imageId);
    sentAt = Date.now();
    const sent = await send(
      underway.map(({ at, ...decision }) => ({ ...decision, ago: Math.max(0, sentAt - at) })),
    );
    const of = underway;
    underway = [];
    misses = sent === null ? misses + 1 : 0;
    if (sent === null)
      waiting = new Map([...of, ...waiting.values()].map((one) => [one.imageId, laterOf(of, one)]));
    else tell(sent, of);
    changed();
    schedule();
  }

  /** Not of what was decided anew since: that is still to be answered. */
  function tell(sent: NonNullable<Sent>, of: readonly Unsaved[]) {
    const isOver = ({ imageId }: { imageId: string }) => !waiting.has(imageId);
    const answers = "answers" in sent ? sent.answers.filter(isOver) : sent.refused;
    for (const hear of hearers) hear(answers, of.filter(isOver));
  }

  return {
    push(decisions: readonly { id: string; decision: Decision; before: Decision }[]) {
      for (const { id, decision, before } of decisions) {
        const first = waiting.get(id);
        waiting.delete(id);
        // Taken back before it was sent: there is nothing to send, unless what was sent before may have been saved.
        if (first?.before === decision && misses === 0) continue;
        waiting.set(id, { imageId: id, decision, before: first?.before ?? before, at: Date.now() });
      }
      changed();
      schedule();
    },
    /** The connection is back, or what was kept is there from before. */
    goOn() {
      if (misses > 0) sentAt = -LONGEST_PAUSE_MS;
      schedule();
    },
    isWaitingFor: (id: string) => waiting.has(id) || underway.some(({ imageId }) => imageId === id),
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Told what the server answered; of decisions that it refused as a whole, the code. */
    hear(hearer: (answers: Answers | ErrorCode, of: readonly Unsaved[]) => void) {
      hearers.add(hearer);
      return () => void hearers.delete(hearer);
    },
  };
}

/** Of what could not be sent and what was decided since, the latter, made of what the former saw. */
function laterOf(missed: readonly Unsaved[], one: Unsaved): Unsaved {
  const earlier = missed.find(({ imageId }) => imageId === one.imageId);
  return earlier ? { ...one, before: earlier.before } : one;
}

function readUnsaved(kept: unknown): Unsaved[] {
  return Array.isArray(kept) ? kept.filter(isUnsaved) : [];
}

function isUnsaved(one: unknown): one is Unsaved {
  if (typeof one !== "object" || one === null) return false;
  const { imageId, decision, before, at } = one as Partial<Record<keyof Unsaved, unknown>>;
  return [imageId, decision, before].every((text) => typeof text === "string") && typeof at === "number";
}
