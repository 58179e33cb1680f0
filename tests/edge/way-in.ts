import type { Answer, Visitor } from "../visitor.ts";

/** One way into the app with the ids of somebody's shop. */
export type WayIn = {
  name: string;
  ask: (visit: Visitor) => Promise<Answer>;
  refused: boolean;
  /** What it must answer instead. */
  status?: number;
  /** Which of the ids it may answer, because the asker has named it. */
  toldBack?: string;
};
