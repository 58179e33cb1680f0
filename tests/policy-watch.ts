import type { Page } from "playwright-core";

/** What the browser did not load or run on a page and in its frames because their own policy says so, as it comes. */
export function watchPolicy(page: Page): readonly string[] {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  return refused;
}
