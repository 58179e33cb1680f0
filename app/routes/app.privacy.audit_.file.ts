import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { z } from "zod";
import { attachmentNamed } from "../platform/objects/attachment.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { readSearch } from "./edge/input.server.ts";

const Search = z.object({ format: z.enum(["csv", "json"]).catch("csv") });

/** The whole audit log as a file, streamed. */
export const loader = embeddedLoader(async ({ request, shop, person, services }) => {
  const { format } = readSearch(request, Search);
  const lines = await services.audit.file(shop, person, format);
  return new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
      "Content-Disposition": attachmentNamed(`packshot-audit-${shop.split(".")[0]}.${format}`),
      "Cache-Control": "private, no-store",
    },
  });
});
