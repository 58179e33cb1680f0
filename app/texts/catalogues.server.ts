import { createHash } from "node:crypto";
import english from "@shopify/polaris/locales/en.json";
import french from "@shopify/polaris/locales/fr.json";
import german from "@shopify/polaris/locales/de.json";
import compile from "icu-minify/compile";
import { directionOf, LANGUAGES, type AnyLanguage, type Language, type Spoken } from "./languages.ts";
import { pseudo } from "./pseudo.ts";
import type { Speech, Words } from "./speaking.tsx";
import { createTexts, type Catalogue } from "./texts.ts";

type Messages = Record<string, string>;
/** "./de/review.json" and what is in it. */
const files = import.meta.glob<Messages>("./*/*.json", { eager: true, import: "default" });

const POLARIS = { en: english, de: german, fr: french } as Record<Language, typeof english>;

/** The messages of a language as they are written, by key. */
export function messagesOf(language: Language): Messages {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`./${language}/`))
      .flatMap(([path, messages]) => {
        const room = path.split("/").at(-1)?.replace(".json", "");
        return Object.entries(messages).map(([name, message]) => [`${room}.${name}`, message]);
      }),
  );
}

function catalogueOf(language: AnyLanguage): Catalogue {
  const known = LANGUAGES.find((one) => one === language);
  const compiled = Object.entries(messagesOf(known ?? "en")).map(
    ([key, text]) => [key, compile(text)] as const,
  );
  return Object.fromEntries(known ? compiled : compiled.map(([key, message]) => [key, pseudo(message)]));
}

type Script = { name: string; source: string; words: Words };
const scripts = new Map<AnyLanguage, Script>();

/** The script that brings a language into a browser; its name changes with what it says. */
export function scriptOf(language: AnyLanguage): Script {
  const made = scripts.get(language);
  if (made) return made;
  const polaris = POLARIS[LANGUAGES.find((one) => one === language) ?? "en"];
  const words = { catalogue: catalogueOf(language), polaris };
  const source = `export default ${JSON.stringify(words)}`;
  const hash = createHash("sha256").update(source).digest("base64url").slice(0, 12);
  const script = { source, words, name: `${language}.${hash}.js` };
  scripts.set(language, script);
  return script;
}

export function speechIn({ language, locale }: Spoken): Speech {
  const { name, words } = scriptOf(language);
  return {
    texts: createTexts(locale, words.catalogue),
    polaris: words.polaris,
    direction: directionOf(language),
    script: `/words/${name}`,
  };
}
