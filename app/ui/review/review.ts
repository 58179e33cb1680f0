import {
  asDecision,
  type Change,
  type Decision,
  decisionOf,
  inView,
  type ReviewEvent,
  type ReviewState,
  targets,
} from "./review-state.ts";

/** What is done to a review, as it shows at once; what of it the server has to hear is `changesBetween`. */
export function review(state: ReviewState, event: ReviewEvent): ReviewState {
  switch (event.type) {
    case "decide":
      return decided(state, event.ids ?? targets(state), event.decision);
    case "mark":
      return marked(state, event.id ?? state.current);
    case "reject_marked":
      return settled(decided(state, [...state.marked], "rejected"));
    case "undo":
      return undone(state);
    case "settle":
      return settled(state);
    case "move":
      return moved(state, event.by, event.isRange ?? false);
    case "go":
      return state.ids.includes(event.id) ? { ...state, current: event.id } : state;
    case "select":
      return event.isRange ? rangeTo(state, event.id) : toggled(state, event.id);
    case "select_all":
      return { ...state, selected: new Set(inView(state)), anchor: null };
    case "unselect":
      return unselected(state);
    case "add":
      return withMore(state, event.images);
    case "remove":
      return without(state, new Set(event.ids));
    case "stands":
      return standing(state, event.id, event.decision);
    case "remember":
      return remembered(state, event);
  }
}

/** The decisions stand at once; the next image that needs one has the focus. */
function decided(state: ReviewState, ids: readonly string[], decision: Decision): ReviewState {
  const changes = ids
    .map((id): Change => ({ id, before: decisionOf(state, id), decision }))
    .filter(({ before }) => before !== decision);
  const gone = new Set(ids);
  const next: ReviewState = {
    ...unselected(state),
    decisions: { ...state.decisions, ...Object.fromEntries(ids.map((id) => [id, decision])) },
    resting: new Set([...state.resting, ...changes.map(({ id }) => id)]),
    marked: new Set([...state.marked].filter((id) => !gone.has(id))),
    history: changes.length > 0 ? [...state.history, changes] : state.history,
  };
  const isHere = state.current !== null && gone.has(state.current);
  return isHere ? { ...next, current: nextOf(next, state.current) } : next;
}

/** The next one to look at after this, else the last one before it; with none left it stays. */
function nextOf(state: ReviewState, from: string | null): string | null {
  const view = inView(state);
  const at = from === null ? -1 : view.indexOf(from);
  const isOpen = (id: string) =>
    state.show === null ? decisionOf(state, id) === "undecided" : !state.resting.has(id);
  const found = view.find((id, index) => index > at && isOpen(id)) ?? view.findLast((id) => isOpen(id));
  if (found !== undefined) return found;
  return state.show === null ? (view[at + 1] ?? from) : from;
}

/** Back to what was decided last, as it stood before. */
function undone(state: ReviewState): ReviewState {
  const last = state.history.at(-1);
  if (!last) return state;
  const back = new Set(last.map(({ id }) => id));
  const decisions = { ...state.decisions, ...Object.fromEntries(last.map(({ id, before }) => [id, before])) };
  return {
    ...state,
    decisions,
    resting: new Set([...state.resting].filter((id) => !back.has(id))),
    history: state.history.slice(0, -1),
    current: state.ids.find((id) => back.has(id)) ?? state.current,
  };
}

/** What was decided leaves; the focus goes to the next if it was there. */
function settled(state: ReviewState): ReviewState {
  if (state.resting.size === 0) return state;
  const next = { ...state, resting: new Set<string>() };
  const view = inView(next);
  const isThere = (id: string | null): id is string => id !== null && view.includes(id);
  if (isThere(state.current)) return next;
  const after = nextOf(state, state.current);
  return { ...next, current: isThere(after) ? after : (view[0] ?? null) };
}

/** A mark goes on to the next; taking it off stays. */
function marked(state: ReviewState, id: string | null): ReviewState {
  if (id === null) return state;
  const ids = state.selected.size > 0 ? [...state.selected] : [id];
  const isOn = ids.some((one) => !state.marked.has(one));
  const rest = [...state.marked].filter((one) => !ids.includes(one));
  const next = { ...unselected(state), marked: new Set(isOn ? [...rest, ...ids] : rest) };
  return isOn && ids.length === 1 && id === state.current ? moved(next, 1, false) : next;
}

function moved(state: ReviewState, by: number, isRange: boolean): ReviewState {
  const view = inView(state);
  const at = state.current === null ? -1 : view.indexOf(state.current);
  const to = view[Math.max(0, Math.min(at + by, view.length - 1))];
  if (to === undefined) return state;
  return isRange ? rangeTo(state, to) : { ...state, current: to, anchor: null };
}

function toggled(state: ReviewState, id: string): ReviewState {
  const selected = new Set(state.selected);
  if (!selected.delete(id)) selected.add(id);
  return { ...state, selected, anchor: id, current: id };
}

/** All from where the range began to here. */
function rangeTo(state: ReviewState, id: string): ReviewState {
  const view = inView(state);
  const anchor = state.anchor ?? state.current ?? id;
  const ends = [view.indexOf(anchor), view.indexOf(id)];
  const range = view.slice(Math.min(...ends), Math.max(...ends) + 1);
  return { ...state, selected: new Set([...state.selected, ...range]), anchor, current: id };
}

function unselected(state: ReviewState): ReviewState {
  return state.selected.size === 0 ? state : { ...state, selected: new Set(), anchor: null };
}

function withMore(state: ReviewState, images: readonly { id: string; decision: string }[]): ReviewState {
  const known = new Set(state.ids);
  const added = images.filter(({ id }) => !known.has(id));
  if (added.length === 0) return state;
  const theirs = Object.fromEntries(added.map(({ id, decision }) => [id, asDecision(decision)]));
  const ids = [...state.ids, ...added.map(({ id }) => id)];
  // What was decided here is not yet known there.
  return {
    ...state,
    ids,
    decisions: { ...theirs, ...state.decisions },
    current: state.current ?? ids[0] ?? null,
  };
}

/** Gone for good: neither undone nor published. */
function without(state: ReviewState, gone: ReadonlySet<string>): ReviewState {
  const stays = (id: string) => !gone.has(id);
  const history = state.history
    .map((changes) => changes.filter(({ id }) => stays(id)))
    .filter((changes) => changes.length > 0);
  const current =
    state.current !== null && gone.has(state.current) ? nextAfterRemoval(state, gone) : state.current;
  return {
    ...{ ...state, history, current, ids: state.ids.filter(stays) },
    decisions: Object.fromEntries(Object.entries(state.decisions).filter(([id]) => stays(id))),
    resting: new Set([...state.resting].filter(stays)),
    marked: new Set([...state.marked].filter(stays)),
    selected: new Set([...state.selected].filter(stays)),
  };
}

function nextAfterRemoval(state: ReviewState, gone: ReadonlySet<string>): string | null {
  const view = inView(state);
  const at = view.indexOf(state.current ?? "");
  const stays = (id: string) => !gone.has(id);
  return view.slice(at).find(stays) ?? view.slice(0, at).findLast(stays) ?? null;
}

/** No act of this person's: undo does not know it. An image that somebody looks at stays in their sight. */
function standing(state: ReviewState, id: string, decision: Decision): ReviewState {
  const decisions = { ...state.decisions, [id]: decision };
  const history = state.history
    .map((changes) => changes.filter((change) => change.id !== id))
    .filter((changes) => changes.length > 0);
  const resting = new Set(state.resting);
  if (decision === state.show) resting.delete(id);
  else if (id === state.current) resting.add(id);
  const marked = new Set([...state.marked].filter((one) => one !== id));
  return { ...state, decisions, resting, marked, history };
}

function remembered(
  state: ReviewState,
  { history, marked }: Extract<ReviewEvent, { type: "remember" }>,
): ReviewState {
  const decided = Object.fromEntries(history.flat().map(({ id, decision }) => [id, decision]));
  const isOpen = (id: string) => state.ids.includes(id) && decisionOf(state, id) === "undecided";
  return {
    ...state,
    decisions: { ...decided, ...state.decisions },
    history: [...history, ...state.history],
    marked: new Set(marked.filter(isOpen)),
  };
}
