import type { LoaderFunctionArgs } from "@remix-run/node";
import { scriptOf } from "../texts/catalogues.server.ts";
import { isLanguage } from "../texts/languages.ts";

/** The words of a language, for a browser to keep for good: whoever has this name has these words. Says nothing of a shop. */
export function loader({ params: { script: name = "" } }: LoaderFunctionArgs) {
  const language = name.split(".")[0];
  const script = isLanguage(language) ? scriptOf(language) : undefined;
  if (script?.name !== name) throw new Response(null, { status: 404 });
  return new Response(script.source, {
    headers: {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}
