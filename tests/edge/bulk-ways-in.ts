import type { Visitor } from "../visitor.ts";
import type { WayIn } from "./way-in.ts";

const ROUTE = "routes/app.library_.bulk";

/** What is done to many images at once, with Nora's ids. */
export const bulkWays = (hers: {
  batch: string;
  image: string;
  bulkAction: string;
}): Record<string, WayIn[]> => ({
  "app.library_.bulk.ts": [
    { name: "bulk actions", ask: (visit) => visit.get("/app/library/bulk", ROUTE), refused: false },
    ...["approve", "reject", "keep", "stop_keeping", "delete"].map((kind) => ({
      name: `bulk: ${kind}`,
      ask: (visit: Visitor) =>
        visit.post("/app/library/bulk", ROUTE, { intent: "start", kind, ids: JSON.stringify([hers.image]) }),
      refused: true,
    })),
    {
      name: "bulk: approve all that match",
      ask: (visit) =>
        visit.post("/app/library/bulk", ROUTE, {
          ...{ intent: "start", kind: "approve", filter: `batch=${hers.batch}` },
        }),
      refused: false,
    },
    ...["cancel", "undo"].map((intent) => ({
      name: `bulk: ${intent}`,
      ask: (visit: Visitor) => visit.post("/app/library/bulk", ROUTE, { intent, id: hers.bulkAction }),
      refused: true,
    })),
  ],
});
