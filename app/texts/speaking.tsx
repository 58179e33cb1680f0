import type english from "@shopify/polaris/locales/en.json";
import { createContext, type ReactNode, useContext } from "react";
import { createTexts, type Catalogue, type Texts } from "./texts.ts";

/** What the app says in the language of this page, in its own words and in those of Polaris' components. */
export type Speech = {
  texts: Texts;
  polaris: typeof english;
  direction: "ltr" | "rtl";
  /** Where a browser gets the words from. */
  script: string;
};

/** What the script of a language holds. */
export type Words = { catalogue: Catalogue; polaris: typeof english };

const silent: Speech = {
  ...{ texts: createTexts("en", {}), polaris: { Polaris: {} } as typeof english },
  ...{ direction: "ltr", script: "" },
};

const Context = createContext(silent);

export function Speaking({ speech, children }: { speech: Speech; children: ReactNode }) {
  return <Context.Provider value={speech}>{children}</Context.Provider>;
}

export const useSpeech = () => useContext(Context);

/** What a component says: `const { t, number } = useTexts()`. */
export const useTexts = () => useContext(Context).texts;
