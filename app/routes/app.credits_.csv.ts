import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { attachmentNamed } from "../platform/objects/attachment.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";

/** The whole ledger as a file, streamed: it may have a million lines. */
export const loader = embeddedLoader(async ({ shop, person, services }) => {
  await services.audit.noteLedgerDownload(shop, person);
  const lines = createReadableStreamFromReadable(Readable.from(services.credits.csv(shop)));
  return new Response(lines, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": attachmentNamed(`packshot-credits-${shop.split(".")[0]}.csv`),
      "Cache-Control": "private, no-store",
    },
  });
});
