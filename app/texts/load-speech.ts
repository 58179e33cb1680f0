import type { Speech, Words } from "./speaking.tsx";
import { createTexts } from "./texts.ts";

/** In the head, so that the words are on their way before the scripts that need them ask. */
export const WORDS_LINK = "words";

/** The page's language, as the server rendered it. */
export async function loadSpeech(page: Document): Promise<Speech> {
  const { lang, dir } = page.documentElement;
  const script = page.querySelector(`#${WORDS_LINK}`)?.getAttribute("href") ?? "";
  const { default: words } = (await import(/* @vite-ignore */ script)) as { default: Words };
  return {
    texts: createTexts(lang, words.catalogue),
    polaris: words.polaris,
    direction: dir === "rtl" ? "rtl" : "ltr",
    script,
  };
}
