import { useNavigate } from "@remix-run/react";
import type { SerializeFrom } from "@remix-run/node";
import { useState } from "react";
import type { BulkKind, BulkShown } from "../../library/bulk.ts";
import { inView, isUntouched, type Decision, type ReviewState } from "../../ui/review/review-state.ts";
import { useBulk } from "../edge/use-bulk.ts";
import { useExport } from "../edge/use-export.ts";
import { useZip } from "../edge/use-zip.ts";
import type { useDesk } from "./use-desk.ts";
import type { useImages } from "./use-images.ts";

type Given = {
  desk: ReturnType<typeof useDesk>;
  images: ReturnType<typeof useImages>;
  loaded: SerializeFrom<BulkShown>;
  search: string;
  show: Decision | null;
};

const DECIDES: Partial<Record<BulkKind, Decision>> = { approve: "approved", reject: "rejected" };

/** What is done to many images at once: to those selected, or by the server to all that match. */
export function useSelection({ desk, images, loaded, search, show }: Given) {
  const navigate = useNavigate();
  const bulk = useBulk(loaded, () => navigate(`/app/review?${search}`, { replace: true }));
  const zip = useZip();
  const exporting = useExport();
  const [chosenAsAll, setAll] = useState<ReviewState["selected"] | null>(null);
  const isAll = isUntouched(desk.state, chosenAsAll);
  /** Of two keys before the page is drawn, the second is about what the first has left. */
  const isAllNow = () => isUntouched(desk.current(), chosenAsAll);

  /** The page shows at once what the server is going to do. */
  function showDone(kind: BulkKind, ids: readonly string[]) {
    const decision = DECIDES[kind];
    if (kind === "delete") desk.act({ type: "remove", ids });
    for (const id of ids) {
      if (decision) desk.act({ type: "stands", id, decision });
      else images.patch(id, { isKept: kind === "keep" });
    }
    desk.act({ type: "unselect" });
  }
  return {
    bulk,
    zip,
    exporting,
    isAll,
    isAllNow,
    chooseAll: () => {
      desk.act({ type: "select_all" });
      setAll(desk.current().selected);
    },
    clear: () => {
      setAll(null);
      desk.act({ type: "unselect" });
    },
    /** Their files, where they are too many to wait for. */
    exportThem: () =>
      exporting.start(isAll ? { filter: filterOf(search, show) } : { ids: [...desk.current().selected] }),
    /** By the server, in its own time. */
    start: (kind: BulkKind) => {
      const ids = isAllNow() ? inView(desk.current()) : [...desk.current().selected];
      bulk.start(kind, isAllNow() ? { filter: filterOf(search, show), asOf: loaded.readAt } : { ids });
      setAll(null);
      showDone(kind, ids);
    },
  };
}

/** All that the page itself goes by: what is done is done to no more than what it shows. */
const FILTERS = ["batch", "product", "q", "recipe", "from", "to", "published", "kept"] as const;

/** As the library's address would have it. */
function filterOf(search: string, show: Decision | null): string {
  const asked = new URLSearchParams(search);
  const named = FILTERS.flatMap((name) => {
    const value = asked.get(name)?.trim();
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams([...named, ...(show ? [["decision", show]] : [])]).toString();
}
