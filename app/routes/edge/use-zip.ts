import { useState } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import { failureIn } from "../../ui/frame/failure.ts";
import { saveFile } from "./save-file.ts";

/** Chosen images as one file. Fetched, as only App Bridge's `fetch` carries the session token. */
export function useZip() {
  const [isLoading, setLoading] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | undefined>();
  const load = async (ids: readonly string[]) => {
    setLoading(true);
    setFailure(undefined);
    try {
      const answer = await fetch("/app/library/zip", { method: "POST", body: formOf(ids) });
      if (answer.ok) saveFile(await answer.blob(), "packshot-images.zip");
      else setFailure(failureIn(await answer.json()) ?? "internal");
    } catch {
      setFailure("store_unavailable"); // the page says so; the person may try again
    }
    setLoading(false);
  };
  return { isLoading, failure, load };
}

function formOf(ids: readonly string[]): URLSearchParams {
  return new URLSearchParams({ imageIds: JSON.stringify(ids), formToken: crypto.randomUUID() });
}
