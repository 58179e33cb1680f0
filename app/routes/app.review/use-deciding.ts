import { useRef, useState } from "react";
import { leftToSee, targets, type Decision, type ReviewEvent } from "../../ui/review/review-state.ts";
import type { Saying } from "../../ui/review/said.tsx";
import type { View } from "../../ui/review/view-switch.tsx";
import type { useDesk } from "./use-desk.ts";
import type { useImages } from "./use-images.ts";

type Given = { desk: ReturnType<typeof useDesk>; images: ReturnType<typeof useImages>; view: View };
type Deciding = Extract<ReviewEvent, { type: "decide" | "undo" | "reject_marked" }>;

/** Decides, marks and takes back, and says so to those who hear it. */
export function useDeciding({ desk, images, view }: Given) {
  const [said, say] = useState<Saying | null>(null);
  /** What was marked since the last decision: undo takes back the latest act, whichever it was. */
  const marks = useRef<string[][]>([]);

  function decide(event: Deciding, what: Saying["what"], byHand = false) {
    marks.current = [];
    const changes = desk.decide(event, byHand);
    if (view === "one") desk.settle(0);
    if (changes.length > 0) say({ what, count: changes.length, left: leftToSee(desk.current()).length });
  }
  /** What is on its product is locked: the server would say so, and the page knows already. */
  function decideThese(decision: Decision, ids: readonly string[] = targets(desk.current()), byHand = false) {
    const locked = ids.filter((id) => images.all.get(id)?.isPublished);
    desk.refuse(locked);
    const free = ids.filter((id) => !locked.includes(id));
    if (free.length > 0) decide({ type: "decide", decision, ids: free }, decision, byHand);
  }
  function mark(id?: string) {
    const before = desk.current().marked.size;
    desk.act({ type: "mark", id });
    const { marked } = desk.current();
    say({ what: marked.size > before ? "marked" : "unmarked", count: marked.size, left: 0 });
  }
  /** The latest mark, if nothing was decided after it; whether there was one. */
  function unmark(): boolean {
    const { history, marked, selected } = desk.current();
    if (selected.size > 0) return false;
    const latest = marks.current.pop() ?? (history.length === 0 ? [...marked].slice(-1) : []);
    const ids = latest.filter((id) => marked.has(id));
    for (const id of ids) {
      desk.act({ type: "go", id });
      mark(id);
    }
    return ids.length > 0;
  }
  return {
    said,
    decideThese,
    rejectMarked: () => decide({ type: "reject_marked" }, "rejected"),
    /** The last act of this visit; without one, what was decided before about the image that is looked at. */
    undo: () => {
      const { history, current, decisions } = desk.current();
      if (unmark()) return;
      const isDecided = current !== null && decisions[current] !== "undecided";
      if (history.length > 0) decide({ type: "undo" }, "undone");
      else if (isDecided) decideThese("undecided", [current]);
    },
    mark: (id?: string) => {
      const before = desk.current();
      mark(id);
      const { marked } = desk.current();
      marks.current.push([...marked].filter((one) => !before.marked.has(one)));
    },
  };
}
