import { PackshotError } from "../platform/errors.ts";

const MAX_PROMPT_LENGTH = 2000;

/** What a person typed, ready to stand in a prompt: no control characters but the line break, 1 to 2,000 characters. */
export function scenePrompt(typed: string): string {
  const text = cleaned(typed);
  const length = [...text].length;
  if (length === 0) throw new PackshotError("prompt_empty");
  if (length > MAX_PROMPT_LENGTH) throw new PackshotError("prompt_too_long", { length });
  return text;
}

export function cleaned(typed: string): string {
  return typed
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, "")
    .trim();
}

/** Sets a person's words apart from ours. They cannot hold the closing mark, so they cannot step out of it. */
export function quoted(text: string): string {
  return `<description>${text.replaceAll("<", "‹").replaceAll(">", "›")}</description>`;
}
