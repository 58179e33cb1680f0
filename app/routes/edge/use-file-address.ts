import { useEffect } from "react";

/** Opens the file's address once for each answer that has one; the browser saves what comes from there as a file. */
export function useFileAddress(answer: unknown): void {
  useEffect(() => {
    if (typeof answer !== "object" || answer === null || !("url" in answer)) return;
    const link = document.createElement("a");
    link.href = String(answer.url);
    link.click();
  }, [answer]);
}
