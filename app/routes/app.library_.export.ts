import { redirect } from "@remix-run/node";
import { z } from "zod";
import { MOST_BULK_IDS } from "../library/bulk.ts";
import { embeddedAction } from "./edge/embedded.server.ts";
import { filterIn } from "./edge/image-filter.server.ts";
import { Id, jsonOf, readForm } from "./edge/input.server.ts";

const ChosenForm = z.object({
  /** As it stands in the address of the page. */
  filter: z.string().max(2_000).optional(),
  ids: jsonOf(z.array(Id).min(1).max(MOST_BULK_IDS)).optional(),
});

/** Chosen images, too many to wait for, as a file that is made behind. */
export const action = embeddedAction(async ({ request, shop, editor, services }) => {
  const { filter, ids } = await readForm(request, ChosenForm);
  const which = ids ? { ids } : { filter: filterIn(filter) };
  await services.exports.request(shop, await editor(), which);
  return redirect("/app/privacy/export");
});
