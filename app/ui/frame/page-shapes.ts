import type { TextKey } from "../../texts/keys.ts";

/** A row of equal panels, so high each (rem) as what comes in their place begins with. */
type Row = { panels: number; height: number };

export type PageShape = {
  /** Null: admin's bar alone has it. */
  title: TextKey | null;
  isNarrow?: boolean;
  rows: readonly Row[];
};

const rows = (amount: number, height: number): Row[] =>
  Array.from({ length: amount }, () => ({ panels: 1, height }));

/** The pages that admin's menu leads to, each as it will be. */
const SHAPES: Record<string, PageShape> = {
  "/app": { title: null, rows: [{ panels: 4, height: 6 }, ...rows(2, 16)] },
  "/app/products": { title: null, rows: [...rows(1, 7), ...rows(4, 9)] },
  "/app/recipes": { title: "frame.recipes", rows: [...rows(1, 3), { panels: 3, height: 20 }] },
  "/app/batches": { title: "frame.batches", rows: rows(1, 30) },
  "/app/review": { title: null, rows: [...rows(1, 5), { panels: 3, height: 13 }, { panels: 3, height: 13 }] },
  "/app/library": { title: "frame.library", rows: [...rows(1, 5), { panels: 4, height: 14 }] },
  "/app/published": { title: null, rows: [...rows(1, 4), ...rows(3, 9)] },
  "/app/credits": { title: null, rows: [{ panels: 3, height: 6 }, ...rows(1, 14), ...rows(1, 20)] },
  "/app/settings": { title: null, isNarrow: true, rows: [...rows(3, 9), ...rows(1, 13)] },
  "/app/privacy": { title: null, isNarrow: true, rows: rows(1, 26) },
};

const ANY: PageShape = { title: null, rows: [...rows(1, 3), ...rows(2, 14)] };

export function shapeOf(pathname: string): PageShape {
  return SHAPES[pathname.replace(/\/$/, "")] ?? ANY;
}
