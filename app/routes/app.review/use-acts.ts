import { useEffect, useMemo, useRef, useState } from "react";
import type { TileHands } from "../../ui/review/pair-tile.tsx";
import { inView, type Decision } from "../../ui/review/review-state.ts";
import type { View } from "../../ui/review/view-switch.tsx";
import { useDeciding } from "./use-deciding.ts";
import type { useDesk } from "./use-desk.ts";
import type { useSelection } from "./use-selection.ts";
import type { useImages } from "./use-images.ts";

type Given = {
  selection: ReturnType<typeof useSelection>;
  desk: ReturnType<typeof useDesk>;
  images: ReturnType<typeof useImages>;
  view: View;
  setView: (view: View) => void;
};

/** So near to the end the next images are asked for. */
const NEAR_END = 15;

/** What the keys, the buttons and the fingers do. */
export function useActs({ desk, images, selection, view, setView }: Given) {
  const { said, decideThese, rejectMarked, undo, mark } = useDeciding({ desk, images, view });
  const [isByKeys, setByKeys] = useState(false);
  const [isSlider, setSlider] = useState(false);
  const [isAltAsked, askAlt] = useState(false);
  const [regenerating, regenerate] = useState<string | null>(null);
  const decideSelected = (decision: "approved" | "rejected") => {
    if (selection.isAllNow()) selection.start(decision === "approved" ? "approve" : "reject");
    else decideThese(decision);
  };
  const marks = desk.state.show === "undecided" && view === "grid";
  useMoreNearEnd(desk, images);

  function onView(next: View) {
    desk.settle(0);
    setByKeys(true);
    setView(next);
  }
  const byKeys =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args) => {
      setByKeys(true);
      act(...args);
    };
  const withCurrent = (act: (id: string) => void) => () => {
    const { current } = desk.current();
    if (current !== null) act(current);
  };
  const hands = useLasting({
    onOpen(id) {
      desk.act({ type: "go", id });
      onView("one");
    },
    onApprove: (id) => decideThese("approved", [id], true),
    onReject: (id) => (marks ? mark(id) : decideThese("rejected", [id], true)),
    onSelect: (id, isRange) => desk.act({ type: "select", id, isRange }),
  });

  return {
    ...{ said, marks, isByKeys, isSlider, isAltAsked, regenerating, onView, hands },
    onDecide: (id: string, decision: Decision) => decideThese(decision, [id]),
    onDecideSelected: byKeys(decideSelected),
    onApprove: byKeys(() => decideSelected("approved")),
    onReject: byKeys(() => (marks ? mark() : decideSelected("rejected"))),
    onUndo: byKeys(undo),
    onMove: byKeys((by: number, isRange: boolean) => void desk.act({ type: "move", by, isRange })),
    onSelect: byKeys(withCurrent((id) => desk.act({ type: "select", id }))),
    onUnselect: selection.clear,
    onCompare() {
      setSlider(view === "grid" || !isSlider);
      if (view === "grid") onView("one");
    },
    onSecondPass: () => {
      if (desk.current().marked.size > 0) rejectMarked();
      onView("one");
    },
    onRegenerate: withCurrent((id) => regenerate(id)),
    onRegenerated: () => regenerate(null),
    onAltFocused: () => askAlt(false),
    onAltText() {
      onView("one");
      askAlt(true);
    },
  };
}

function useMoreNearEnd({ state }: Given["desk"], { loadMore }: Given["images"]): void {
  const view = inView(state);
  const isNear = view.length - view.indexOf(state.current ?? "") < NEAR_END;
  const load = useRef(loadMore);
  useEffect(() => {
    load.current = loadMore;
  });
  useEffect(() => {
    if (isNear) load.current();
  }, [isNear, view.length]);
}

/** The same functions as long as the page lives; each does what the latest would. */
function useLasting(hands: TileHands): TileHands {
  const latest = useRef(hands);
  useEffect(() => {
    latest.current = hands;
  });
  return useMemo(
    () => ({
      onOpen: (id) => latest.current.onOpen(id),
      onApprove: (id) => latest.current.onApprove(id),
      onReject: (id) => latest.current.onReject(id),
      onSelect: (id, isRange) => latest.current.onSelect(id, isRange),
    }),
    [],
  );
}
