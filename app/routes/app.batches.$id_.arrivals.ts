import type { SerializeFrom } from "@remix-run/node";
import { PackshotError } from "../platform/errors.ts";
import { arrivalsView } from "./edge/batch-view.server.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { idIn } from "./edge/input.server.ts";
import { pollLoader } from "./edge/keep-shown.ts";

/** What a batch's page asks for when its progress says that images have come. */
export const loader = embeddedLoader(async ({ shop, params, services }) => {
  const id = idIn(params);
  if (!(await services.batches.find(shop, id))) throw new PackshotError("not_found", { batch: id });
  return arrivalsView(services, shop, id);
});

export const clientLoader = pollLoader<SerializeFrom<typeof loader>>();
