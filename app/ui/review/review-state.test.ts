import { describe, expect, it } from "vitest";
import { review } from "./review.ts";
import {
  changesBetween,
  inView,
  isUntouched,
  leftToSee,
  startReview,
  type Decision,
  type ReviewEvent,
  type ReviewState,
} from "./review-state.ts";

const approve: ReviewEvent = { type: "decide", decision: "approved" };
const reject: ReviewEvent = { type: "decide", decision: "rejected" };
const settle: ReviewEvent = { type: "settle" };
const undo: ReviewEvent = { type: "undo" };
const go = (id: string): ReviewEvent => ({ type: "go", id });

/** A review of images by these names, all undecided but where it is said: "b:approved". */
function reviewOf(names: string, show: Decision | null = "undecided", wanted: string | null = null) {
  const images = names
    .split(" ")
    .filter(Boolean)
    .map((name) => {
      const [id = "", decision = "undecided"] = name.split(":");
      return { id, decision };
    });
  return startReview(images, { show, wanted });
}

function after(state: ReviewState, ...events: ReviewEvent[]): ReviewState {
  return events.reduce(review, state);
}

describe("where a review begins", () => {
  it("at the first image that needs a decision", () => {
    expect(reviewOf("a:approved b", null).current).toBe("b");
  });

  it("at the image asked for, also one that the page is not about", () => {
    const state = reviewOf("a:approved b c", "undecided", "a");
    expect(state.current).toBe("a");
    expect(inView(state)).toEqual(["a", "b", "c"]);
  });

  it("at the beginning when the image asked for is not there", () => {
    expect(reviewOf("a b", "undecided", "z").current).toBe("a");
  });
});

describe("deciding", () => {
  it("gives the focus to the next and leaves all in its place until it settles", () => {
    const state = after(reviewOf("a b c"), approve);
    expect(state).toMatchObject({ current: "b", decisions: { a: "approved" } });
    expect(inView(state)).toEqual(["a", "b", "c"]);
    expect(leftToSee(state)).toEqual(["b", "c"]);
    expect(inView(after(state, settle))).toEqual(["b", "c"]);
  });

  it("returns to the ones left behind, and ends with none", () => {
    const state = after(reviewOf("a b"), go("b"), approve);
    expect(state.current).toBe("a");
    expect(after(state, reject, settle)).toMatchObject({ current: null });
  });

  it("goes past decided ones where all are shown, and none leaves", () => {
    const state = after(reviewOf("a b:rejected c", null), approve, settle);
    expect(state.current).toBe("c");
    expect(inView(state)).toEqual(["a", "b", "c"]);
  });

  it("is about all that are selected, and undone at once", () => {
    const select = (id: string, isRange = false): ReviewEvent => ({ type: "select", id, isRange });
    const state = after(reviewOf("a b c d"), select("a"), select("c", true), reject);
    expect(state).toMatchObject({ decisions: { a: "rejected", b: "rejected", c: "rejected" }, current: "d" });
    expect(state.selected.size).toBe(0);
    expect(leftToSee(after(state, undo))).toEqual(["a", "b", "c", "d"]);
  });

  it("does nothing without images", () => {
    const empty = reviewOf("");
    expect(changesBetween(empty, after(empty, approve))).toEqual([]);
  });

  it("tells what the server has to hear", () => {
    const start = reviewOf("a b");
    const state = after(start, approve);
    expect(changesBetween(start, state)).toEqual([{ id: "a", before: "undecided", decision: "approved" }]);
    expect(changesBetween(state, after(state, undo))).toEqual([
      { id: "a", before: "approved", decision: "undecided" },
    ]);
  });
});

describe("undo", () => {
  it("takes back the latest first, into its place, with the focus", () => {
    const state = after(reviewOf("a b c"), approve, reject, settle, undo);
    expect(state).toMatchObject({ current: "b", decisions: { a: "approved", b: "undecided" } });
    expect(leftToSee(state)).toEqual(["b", "c"]);
    expect(leftToSee(after(state, undo))).toEqual(["a", "b", "c"]);
    expect(after(state, undo, undo).current).toBe("a");
  });

  it("gives back the decision that was changed, not just undecided", () => {
    expect(after(reviewOf("a:approved", null), reject, undo).decisions.a).toBe("approved");
  });

  it("knows what was decided on pages before this one, also what this one does not show", () => {
    const start = reviewOf("a b");
    const history = [[{ id: "z", before: "undecided", decision: "rejected" }]] as const;
    const state = after(start, { type: "remember", history, marked: ["a", "z"] });
    expect([...state.marked]).toEqual(["a"]);
    expect(changesBetween(state, after(state, undo))).toEqual([
      { id: "z", before: "rejected", decision: "undecided" },
    ]);
  });
});

describe("moving", () => {
  it("stops at both ends, by rows too", () => {
    const start = reviewOf("a b c d e");
    expect(after(start, { type: "move", by: -1 }).current).toBe("a");
    expect(after(start, { type: "move", by: 3 }, { type: "move", by: 3 }).current).toBe("e");
  });

  it("with a range selects from where it began", () => {
    const state = after(reviewOf("a b c d"), go("b"), { type: "move", by: 2, isRange: true });
    expect([...state.selected]).toEqual(["b", "c", "d"]);
  });
});

describe("the first pass", () => {
  it("marks and goes on, takes a mark off and stays, and decides nothing", () => {
    const start = reviewOf("a b c");
    const state = after(start, { type: "mark" }, { type: "mark" });
    expect([...state.marked]).toEqual(["a", "b"]);
    expect(state.current).toBe("c");
    expect(changesBetween(start, state)).toEqual([]);
    const off = after(state, go("a"), { type: "mark" });
    expect([...off.marked]).toEqual(["b"]);
    expect(off.current).toBe("a");
  });

  it("ends with all that are marked rejected at once", () => {
    const state = after(reviewOf("a b c"), { type: "mark" }, { type: "mark" }, { type: "reject_marked" });
    expect(inView(state)).toEqual(["c"]);
    expect(state).toMatchObject({ current: "c", decisions: { a: "rejected", b: "rejected" } });
    expect(inView(after(state, undo))).toEqual(["a", "b", "c"]);
  });

  it("takes the mark of an image that is approved after all", () => {
    expect(after(reviewOf("a b"), { type: "mark" }, go("a"), approve).marked.size).toBe(0);
  });
});

describe("what happens elsewhere", () => {
  it("leaves the view, but not while somebody looks at it", () => {
    const start = reviewOf("a b");
    const state = after(
      start,
      ...(["a", "b"] as const).map((id) => ({ type: "stands", id, decision: "approved" }) as const),
    );
    expect(inView(state)).toEqual(["a"]);
    expect(leftToSee(state)).toEqual([]);
  });

  it("puts an image back when the server refuses, and out of what undo knows", () => {
    const state = after(reviewOf("a b"), approve, settle, { type: "stands", id: "a", decision: "undecided" });
    expect(leftToSee(state)).toEqual(["a", "b"]);
    expect(state.history).toEqual([]);
  });

  it("brings more images, with what was decided here meanwhile", () => {
    const state = after(reviewOf("a"), approve, {
      type: "add",
      images: [
        { id: "a", decision: "undecided" },
        { id: "b", decision: "undecided" },
      ],
    });
    expect(state.ids).toEqual(["a", "b"]);
    expect(state.decisions).toEqual({ a: "approved", b: "undecided" });
  });

  it("removes what was deleted for good, for undo too", () => {
    const start = after(reviewOf("a b c"), approve, approve);
    const state = after(start, { type: "remove", ids: ["b"] });
    expect(inView(state)).toEqual(["a", "c"]);
    expect(changesBetween(start, state)).toEqual([]);
    expect(after(state, undo).decisions.a).toBe("undecided");
    expect(after(reviewOf("a b"), { type: "remove", ids: ["a"] }).current).toBe("b");
    expect(after(reviewOf("a"), { type: "remove", ids: ["a"] }).current).toBe(null);
  });
});

describe("a selection of all that match", () => {
  const all = after(reviewOf("a b c"), { type: "select_all" });
  const isAll = (...events: ReviewEvent[]) => isUntouched(after(all, ...events), all.selected);

  it("stands while nobody touches it, whatever comes or is decided elsewhere", () => {
    expect(isAll()).toBe(true);
    const comes: ReviewEvent = { type: "add", images: [{ id: "d", decision: "undecided" }] };
    expect(isAll(go("b"), comes, { type: "stands", id: "c", decision: "approved" })).toBe(true);
  });

  it("is over once an image is taken out, and is not there again when another is selected", () => {
    const select = (id: string): ReviewEvent => ({ type: "select", id });
    expect(isAll(select("b"))).toBe(false);
    expect(isAll({ type: "decide", decision: "approved", ids: ["a"] }, select("b"))).toBe(false);
    expect(isAll({ type: "unselect" }, select("b"))).toBe(false);
    expect(isUntouched(reviewOf("a"), null)).toBe(false);
  });
});
