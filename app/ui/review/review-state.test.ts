import { describe, expect, it } from "vitest";
import { approvedNow, changesBetween, review, startReview } from "./review-state.ts";
import type { ReviewEvent, ReviewState } from "./review-state.ts";

const open = (id: string) => ({ id, decision: "undecided" });
const approve: ReviewEvent = { type: "decide", decision: "approved" };
const reject: ReviewEvent = { type: "decide", decision: "rejected" };

function after(state: ReviewState, ...events: ReviewEvent[]): ReviewState {
  return events.reduce(review, state);
}

describe("where a review begins", () => {
  it("at the first image that needs a decision", () => {
    expect(startReview([{ id: "a", decision: "approved" }, open("b")], null).current).toBe(1);
  });

  it("at the image asked for", () => {
    expect(startReview([open("a"), open("b")], "b").current).toBe(1);
  });

  it("at the beginning when the image asked for is not there", () => {
    expect(startReview([open("a"), open("b")], "z").current).toBe(0);
  });
});

describe("removing", () => {
  const start = after(startReview([open("a"), open("b"), open("c")], null), approve, approve);

  it("takes the image away and stays where the person was", () => {
    const state = after(start, { type: "remove", id: "a" });
    expect(state.ids).toEqual(["b", "c"]);
    expect(state.ids[state.current]).toBe("c");
  });

  it("goes to the one before from the end", () => {
    const state = after(start, { type: "remove", id: "c" });
    expect(state.ids[state.current]).toBe("b");
  });

  it("cannot be undone, and is neither sent nor published", () => {
    const state = after(start, { type: "remove", id: "b" });
    expect(changesBetween(start, state)).toEqual([]);
    expect(approvedNow(["b"], state)).toEqual(["a"]);
    expect(after(state, { type: "undo" }).decisions).toMatchObject({ a: "undecided", b: "approved" });
  });

  it("may leave nothing", () => {
    const state = after(startReview([open("a")], null), { type: "remove", id: "a" });
    expect(state).toMatchObject({ ids: [], current: 0 });
  });
});

describe("deciding", () => {
  it("brings up the next image that needs a decision, past decided ones", () => {
    const start = startReview([open("a"), { id: "b", decision: "rejected" }, open("c")], null);
    const state = after(start, approve);
    expect(state.decisions).toEqual({ a: "approved", b: "rejected", c: "undecided" });
    expect(state.current).toBe(2);
  });

  it("returns to the ones left behind", () => {
    const state = after(startReview([open("a"), open("b")], "b"), approve);
    expect(state.current).toBe(0);
  });

  it("does nothing without images", () => {
    const empty = startReview([], null);
    expect(after(empty, approve)).toEqual(empty);
  });
});

describe("undo", () => {
  it("takes back the latest decision first and shows its image", () => {
    const start = startReview([open("a"), open("b"), open("c")], null);
    const state = after(start, approve, reject, { type: "undo" });
    expect(state.decisions).toEqual({ a: "approved", b: "undecided", c: "undecided" });
    expect(state.current).toBe(1);
    expect(after(state, { type: "undo" }).decisions.a).toBe("undecided");
  });

  it("gives back the decision that was changed, not just undecided", () => {
    const start = startReview([{ id: "a", decision: "approved" }], null);
    expect(after(start, reject, { type: "undo" }).decisions.a).toBe("approved");
  });

  it("does nothing when nothing was decided", () => {
    const start = startReview([open("a")], null);
    expect(after(start, { type: "undo" })).toEqual(start);
  });
});

describe("moving", () => {
  it("stops at both ends", () => {
    const start = startReview([open("a"), open("b")], null);
    expect(after(start, { type: "move", by: -1 }).current).toBe(0);
    expect(after(start, { type: "move", by: 1 }, { type: "move", by: 1 }).current).toBe(1);
  });
});

it("puts images back where they stood when the server refuses", () => {
  const start = startReview([open("a"), open("b")], null);
  const state = after(start, approve, { type: "put_back", id: "a", before: "undecided" });
  expect(state.decisions.a).toBe("undecided");
});

it("tells what the server has to hear", () => {
  const start = startReview([open("a"), open("b")], null);
  const state = after(start, approve);
  expect(changesBetween(start, state)).toEqual([{ id: "a", decision: "approved", before: "undecided" }]);
  expect(changesBetween(state, after(state, { type: "move", by: 1 }))).toEqual([]);
});

describe("what can be published", () => {
  it("is what was approved before and what is approved here", () => {
    const state = after(startReview([open("a"), open("b")], null), approve, reject);
    expect(approvedNow(["z"], state)).toEqual(["a", "z"]);
  });

  it("is not what was rejected here after all", () => {
    const state = after(startReview([{ id: "a", decision: "approved" }], null), reject);
    expect(approvedNow(["a"], state)).toEqual([]);
  });

  it("is not what is on its product already", () => {
    expect(approvedNow([], startReview([{ id: "live", decision: "approved" }], null))).toEqual([]);
  });
});
