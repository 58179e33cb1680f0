import type { SerializeFrom } from "@remix-run/node";
import { progressView } from "./edge/batch-view.server.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { idIn } from "./edge/input.server.ts";
import { pollLoader } from "./edge/keep-shown.ts";

/** What a batch's page polls. */
export const loader = embeddedLoader(({ shop, params, services }) =>
  progressView(services, shop, idIn(params)),
);

export const clientLoader = pollLoader<SerializeFrom<typeof loader>>();
