import { useState } from "react";
import { saveFile } from "./save-file.ts";

/**
 * Fetched and not linked to: only requests of App Bridge's `fetch` carry the session token, and a link that left the
 * frame would have none. `loading` is the key of what is under way.
 */
export function useFileDownload() {
  const [loading, setLoading] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const download = async (key: string, url: string, name: string) => {
    setLoading(key);
    setFailed(false);
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`The file answered ${response.status}`);
      saveFile(await response.blob(), `packshot-${name}`);
    } catch {
      setFailed(true); // the page says so; the person may try again
    }
    setLoading(null);
  };
  return { download, loading, hasFailed };
}
