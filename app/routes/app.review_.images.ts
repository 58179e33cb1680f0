import type { SerializeFrom } from "@remix-run/node";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { pollLoader } from "./edge/keep-shown.ts";
import { reviewPage } from "./edge/review-page.server.ts";

/** The images that come after those that Review has. */
export const loader = embeddedLoader(({ request, shop, services }) => reviewPage(services, shop, request));

export const clientLoader = pollLoader<SerializeFrom<typeof loader>>();
