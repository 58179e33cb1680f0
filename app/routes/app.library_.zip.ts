import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { z } from "zod";
import { MOST_DOWNLOADED } from "../library/most-downloaded.ts";
import { attachmentNamed } from "../platform/objects/attachment.ts";
import { embeddedAction } from "./edge/embedded.server.ts";
import { Id, jsonOf, readForm } from "./edge/input.server.ts";

const ZipForm = z.object({ imageIds: jsonOf(z.array(Id).min(1).max(MOST_DOWNLOADED)) });

/** Chosen images as one file, streamed: no more than two of them are in memory. */
export const action = embeddedAction(async ({ request, shop, person, services }) => {
  const { imageIds } = await readForm(request, ZipForm);
  const chunks = await services.library.downloadZip(shop, person, imageIds);
  const body = Readable.from(chunks, { objectMode: false, highWaterMark: 65_536 });
  return new Response(createReadableStreamFromReadable(body), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": attachmentNamed("packshot-images.zip"),
      "Cache-Control": "private, no-store",
    },
  });
});
