import { useState } from "react";

/**
 * Fetched and not linked to: only requests of App Bridge's `fetch` carry the session token, and a link that left the
 * frame would have none.
 */
export function useLedgerDownload() {
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const download = async () => {
    setState("loading");
    try {
      const response = await fetch("/app/credits/csv");
      if (!response.ok) throw new Error(`The ledger answered ${response.status}`);
      save(await response.blob(), "packshot-credits.csv");
      setState("idle");
    } catch {
      setState("failed"); // the page says so; the person may try again
    }
  };
  return { download, isLoading: state === "loading", hasFailed: state === "failed" };
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
