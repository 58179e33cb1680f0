import type { SerializeFrom } from "@remix-run/node";
import { z } from "zod";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { readSearch } from "./edge/input.server.ts";
import { pollLoader } from "./edge/keep-shown.ts";

const Search = z.object({ since: z.coerce.date().optional().catch(undefined) });

/** What others decided since the page asked before (`since`: the `next` of that answer); polled while it is seen. */
export const loader = embeddedLoader(({ request, shop, person, services }) =>
  services.library.decisionsSince(shop, readSearch(request, Search).since ?? null, person.id),
);

export const clientLoader = pollLoader<SerializeFrom<typeof loader>>();
