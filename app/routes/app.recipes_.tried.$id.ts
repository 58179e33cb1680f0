import type { SerializeFrom } from "@remix-run/node";
import { PackshotError } from "../platform/errors.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { idIn } from "./edge/input.server.ts";
import { pollLoader } from "./edge/keep-shown.ts";
import { triedView } from "./edge/tried-view.server.ts";

/** What the page of a recipe polls while it is tried. */
export const loader = embeddedLoader(async ({ shop, params, services }) => {
  const id = idIn(params);
  const photos = await triedView(services, shop, id);
  if (!photos) throw new PackshotError("not_found", { batch: id });
  return photos;
});

export const clientLoader = pollLoader<SerializeFrom<typeof loader>>();
