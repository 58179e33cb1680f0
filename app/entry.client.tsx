import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { loadSpeech } from "./texts/load-speech.ts";
import { Speaking, type Speech } from "./texts/speaking.tsx";

function hydrate(speech: Speech): void {
  startTransition(() => {
    hydrateRoot(
      document,
      <Speaking speech={speech}>
        <RemixBrowser />
      </Speaking>,
    );
  });
}

loadSpeech(document).then(hydrate, reportError);
