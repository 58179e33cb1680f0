import type { Decision } from "../../library/decision.ts";

export type { Decision };

/** What one act changed of one image. */
export type Change = { id: string; before: Decision; decision: Decision };

export type ReviewState = {
  /** In the order shown, also those that have left the view: undo brings them back to their places. */
  ids: readonly string[];
  /** Also of images that this page does not show, where they were decided in this visit. */
  decisions: Readonly<Record<string, Decision>>;
  /** Which images the page is about; one that is decided otherwise leaves. Null: all, and none leaves. */
  show: Decision | null;
  /** Decided, and still in their places for a moment: nothing moves under the hand that decides. */
  resting: ReadonlySet<string>;
  current: string | null;
  selected: ReadonlySet<string>;
  /** Where a range began. */
  anchor: string | null;
  /** Obvious rejects of the first pass: rejected together, when the second begins. */
  marked: ReadonlySet<string>;
  /** What undo takes back, the latest last; an act on many images is one. */
  history: readonly (readonly Change[])[];
};

export type ReviewEvent =
  | { type: "decide"; decision: Decision; ids?: readonly string[] }
  | { type: "mark"; id?: string }
  | { type: "reject_marked" }
  | { type: "undo" }
  | { type: "settle" }
  | { type: "move"; by: number; isRange?: boolean }
  | { type: "go"; id: string }
  | { type: "select"; id: string; isRange?: boolean }
  | { type: "select_all" }
  | { type: "unselect" }
  | { type: "add"; images: readonly Shown[] }
  | { type: "remove"; ids: readonly string[] }
  /** It was decided elsewhere, or the server refused: this is how it stands. */
  | { type: "stands"; id: string; decision: Decision }
  | { type: "remember"; history: ReviewState["history"]; marked: readonly string[] };

type Shown = { id: string; decision: string };

const NONE: ReadonlySet<string> = new Set();

export function startReview(
  images: readonly Shown[],
  { show, wanted }: { show: Decision | null; wanted: string | null },
): ReviewState {
  const decisions = Object.fromEntries(images.map(({ id, decision }) => [id, asDecision(decision)]));
  const ids = images.map(({ id }) => id);
  const open = ids.find((id) => decisions[id] === "undecided");
  const asked = ids.find((id) => id === wanted);
  // What was asked for is there, whatever the page is about.
  const resting = asked && show && decisions[asked] !== show ? new Set([asked]) : NONE;
  return {
    ...{ ids, decisions, show, resting, current: asked ?? open ?? ids[0] ?? null },
    ...{ selected: NONE, anchor: null, marked: NONE, history: [] },
  };
}

export function decisionOf(state: ReviewState, id: string): Decision {
  return state.decisions[id] ?? "undecided";
}

/** The images on the screen, in order. */
export function inView({ ids, decisions, show, resting }: ReviewState): string[] {
  return show === null ? [...ids] : ids.filter((id) => decisions[id] === show || resting.has(id));
}

/** Those of them that are there to be looked at: not what was just decided. */
export function leftToSee(state: ReviewState): string[] {
  return inView(state).filter((id) => !state.resting.has(id));
}

/** What the keys act on: the selection, or else the image that has the focus. */
export function targets({ selected, current }: ReviewState): string[] {
  if (selected.size > 0) return [...selected];
  return current === null ? [] : [current];
}

/** What the server has to hear when the first state became the second. */
export function changesBetween(earlier: ReviewState, later: ReviewState): Change[] {
  if (earlier.decisions === later.decisions) return [];
  return Object.keys(later.decisions)
    .map((id) => ({ id, before: decisionOf(earlier, id), decision: decisionOf(later, id) }))
    .filter(({ before, decision }) => before !== decision);
}

/**
 * Whether the selection is still the one that was made as all that match: once an image is taken out of it, or another
 * selection begun, what is selected is what the page shows as such and nothing else.
 */
export function isUntouched({ selected }: ReviewState, chosenAsAll: ReadonlySet<string> | null): boolean {
  return selected.size > 0 && selected === chosenAsAll;
}

export function asDecision(text: string): Decision {
  return text === "approved" || text === "rejected" ? text : "undecided";
}

/** What can be published: approved when the page was loaded and not changed since, or approved here. */
export function approvedNow(publishable: readonly string[], { decisions, history }: ReviewState): string[] {
  const here = new Set(history.flat().map(({ id }) => id));
  const all = new Set([...publishable, ...here]);
  return [...all].filter((id) => (decisions[id] ?? "approved") === "approved");
}

/** Of all that waited when the page was loaded with so many of them, what nobody has decided since. */
export function leftOf(
  { ids, decisions }: ReviewState,
  { waiting, loaded }: { waiting: number; loaded: number },
): number {
  const open = ids.filter((id) => decisions[id] === "undecided").length;
  return open + Math.max(0, waiting - Math.max(loaded, ids.length));
}
