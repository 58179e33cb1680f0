import { useFetcher } from "@remix-run/react";
import { failureIn } from "../../ui/frame/failure.ts";
import type { action } from "../app.library_.export.ts";

type Which = { filter: string } | { ids: readonly string[] };

/** Has a file of the chosen images made behind; the page of exports comes when it is asked for. */
export function useExport() {
  const { submit, state, data } = useFetcher<typeof action>();
  return {
    isBusy: state !== "idle",
    failure: failureIn(data),
    start: (which: Which) => {
      const asked = "ids" in which ? { ids: JSON.stringify(which.ids) } : which;
      const fields = { ...asked, formToken: crypto.randomUUID() };
      submit(fields, { method: "post", action: "/app/library/export" });
    },
  };
}
