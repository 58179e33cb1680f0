export type Decision = "undecided" | "approved" | "rejected";

export type ReviewState = {
  /** In the order shown. */
  ids: readonly string[];
  decisions: Readonly<Record<string, Decision>>;
  current: number;
  /** What undo takes back, the latest last. */
  history: readonly { id: string; before: Decision }[];
};

export type ReviewEvent =
  | { type: "decide"; decision: Exclude<Decision, "undecided"> }
  | { type: "undo" }
  | { type: "move"; by: number }
  | { type: "go"; id: string }
  | { type: "remove"; id: string }
  /** The server refused: the image stands where it stood. */
  | { type: "put_back"; id: string; before: Decision };

type Shown = { id: string; decision: string };

export function startReview(images: readonly Shown[], wanted: string | null): ReviewState {
  const decisions = Object.fromEntries(images.map(({ id, decision }) => [id, asDecision(decision)]));
  const ids = images.map((image) => image.id);
  const undecided = ids.findIndex((id) => decisions[id] === "undecided");
  const asked = wanted === null ? -1 : ids.indexOf(wanted);
  return { ids, decisions, current: asked >= 0 ? asked : Math.max(0, undecided), history: [] };
}

export function review(state: ReviewState, event: ReviewEvent): ReviewState {
  switch (event.type) {
    case "decide":
      return decided(state, event.decision);
    case "undo":
      return undone(state);
    case "move":
      return { ...state, current: within(state, state.current + event.by) };
    case "go":
      return { ...state, current: within(state, state.ids.indexOf(event.id)) };
    case "remove":
      return without(state, event.id);
    case "put_back":
      return { ...state, decisions: { ...state.decisions, [event.id]: event.before } };
  }
}

export function decisionOf(state: ReviewState, id: string): Decision {
  return state.decisions[id] ?? "undecided";
}

export type Change = { id: string; decision: Decision; before: Decision };

/** What the server has to hear when the first state became the second. */
export function changesBetween(earlier: ReviewState, later: ReviewState): Change[] {
  return later.ids
    .map((id) => ({ id, decision: decisionOf(later, id), before: decisionOf(earlier, id) }))
    .filter(({ decision, before }) => decision !== before);
}

/** What can be published: approved when the page was loaded and not changed since, or approved here. */
export function approvedNow(publishable: readonly string[], state: ReviewState): string[] {
  const elsewhere = publishable.filter((id) => state.decisions[id] === undefined);
  const here = state.ids.filter((id) => state.decisions[id] === "approved");
  return [...here.filter((id) => publishable.includes(id) || wasDecidedHere(state, id)), ...elsewhere];
}

function wasDecidedHere(state: ReviewState, id: string): boolean {
  return state.history.some((entry) => entry.id === id);
}

/** The decision stands at once, and the next image that needs one comes up. */
function decided(state: ReviewState, decision: Decision): ReviewState {
  const id = state.ids[state.current];
  if (id === undefined) return state;
  const before = decisionOf(state, id);
  const decisions = { ...state.decisions, [id]: decision };
  const history = before === decision ? state.history : [...state.history, { id, before }];
  return { ...state, decisions, history, current: nextToDecide(state.ids, decisions, state.current) };
}

/** Back to the image decided last, and its decision before. */
function undone(state: ReviewState): ReviewState {
  const last = state.history.at(-1);
  if (!last) return state;
  return {
    ...state,
    decisions: { ...state.decisions, [last.id]: last.before },
    history: state.history.slice(0, -1),
    current: state.ids.indexOf(last.id),
  };
}

/** Its decision stays known: an image without one here would count as approved elsewhere. */
function without(state: ReviewState, id: string): ReviewState {
  const ids = state.ids.filter((other) => other !== id);
  const history = state.history.filter((entry) => entry.id !== id);
  const at = state.ids.indexOf(id);
  const current = at >= 0 && at < state.current ? state.current - 1 : state.current;
  return { ...state, ids, history, current: Math.max(0, Math.min(current, ids.length - 1)) };
}

/** The next undecided one after this, else one before it; with none left, simply the next. */
function nextToDecide(
  ids: readonly string[],
  decisions: Readonly<Record<string, Decision>>,
  from: number,
): number {
  const isOpen = (id: string) => decisions[id] === "undecided";
  const after = ids.findIndex((id, index) => index > from && isOpen(id));
  if (after >= 0) return after;
  const before = ids.findIndex(isOpen);
  return before >= 0 ? before : Math.min(from + 1, ids.length - 1);
}

function within(state: ReviewState, index: number): number {
  return Math.max(0, Math.min(index, state.ids.length - 1));
}

function asDecision(text: string): Decision {
  return text === "approved" || text === "rejected" ? text : "undecided";
}
