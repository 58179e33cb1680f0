import type { ReviewKey } from "../../ui/review/review-keys.ts";
import { columnsOf } from "../../ui/review/pair-grid.tsx";
import { useReviewKeys } from "../../ui/review/use-review-keys.ts";
import type { View } from "../../ui/review/view-switch.tsx";
import type { Zooming } from "../../ui/review/use-zoom.ts";

type Desk = {
  view: View;
  isHelping: boolean;
  zooming: Zooming;
  onApprove: () => void;
  onReject: () => void;
  onUndo: () => void;
  onMove: (by: number, isRange: boolean) => void;
  onSelect: () => void;
  onUnselect: () => void;
  onView: (view: View) => void;
  onCompare: () => void;
  onRegenerate: () => void;
  onAltText: () => void;
  onHelp: () => void;
};

/** Further than any review is long. */
const ALL = 1_000_000;

/** The whole review by keyboard: which key does what, in the grid and with one pair. */
export function useDeskKeys(desk: Desk): void {
  useReviewKeys(({ key, isShift }) => {
    if (desk.isHelping) return false;
    const act = moves(desk, isShift)[key] ?? acts(desk)[key];
    act?.();
    return act !== undefined;
  });
}

type Acts = Partial<Record<ReviewKey, () => void>>;

function moves({ view, onMove }: Desk, isShift: boolean): Acts {
  const move = (by: number) => () => onMove(by, isShift && view === "grid");
  const byRow = (rows: number) => () => move(rows * columnsOf(document))();
  return {
    ...{ back: move(-1), forward: move(1), first: move(-ALL), last: move(ALL) },
    ...(view === "grid" ? { up: byRow(-1), down: byRow(1) } : {}),
  };
}

function acts({ view, zooming, onView, ...desk }: Desk): Acts {
  const isGrid = view === "grid";
  return {
    ...{ approve: desk.onApprove, reject: desk.onReject, undo: desk.onUndo, help: desk.onHelp },
    ...{ compare: desk.onCompare, regenerate: desk.onRegenerate, altText: desk.onAltText },
    open: () => onView(isGrid ? "one" : "grid"),
    close: () => (isGrid ? desk.onUnselect() : onView("grid")),
    ...(isGrid ? { select: desk.onSelect } : {}),
    ...(isGrid
      ? {}
      : { zoom: zooming.toggle, zoomIn: () => zooming.by(1.6), zoomOut: () => zooming.by(1 / 1.6) }),
  };
}
