import type { SerializeFrom } from "@remix-run/node";
import { z } from "zod";
import { BULK_KINDS, BULK_OF_EDITORS, MOST_BULK_IDS } from "../library/bulk.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { filterIn } from "./edge/image-filter.server.ts";
import { Id, jsonOf, readForm } from "./edge/input.server.ts";
import { pollLoader } from "./edge/keep-shown.ts";

const BulkForm = z.discriminatedUnion("intent", [
  z.object({
    ...{ intent: z.literal("start"), formToken: z.uuid(), kind: z.enum(BULK_KINDS) },
    /** As it stands in the address of the page. */
    filter: z.string().max(2_000).optional(),
    /** When the page was read whose images are meant; what was made since is not. */
    asOf: z.coerce.number().int().nonnegative().max(8.64e15).optional(),
    ids: jsonOf(z.array(Id).min(1).max(MOST_BULK_IDS)).optional(),
  }),
  z.object({ intent: z.literal("cancel"), id: Id }),
  z.object({ intent: z.literal("undo"), formToken: z.uuid(), id: Id }),
]);

/** What is being done to many images; polled while something is. */
export const loader = embeddedLoader(({ shop, services }) => services.library.bulkActions(shop));

export const clientLoader = pollLoader<SerializeFrom<typeof loader>>();

/** Does something to all images that a filter finds, or to these; stops it, or takes it back. */
export const action = embeddedAction(async ({ request, shop, person, editor, services }) => {
  const form = await readForm(request, BulkForm);
  const { library } = services;
  if (form.intent === "cancel") await library.cancelBulk(shop, person, form.id);
  else if (form.intent === "undo") {
    await library.undoBulk(shop, person, { undoes: form.id, formToken: form.formToken });
  } else {
    const { kind, formToken, ids } = form;
    const asOf = form.asOf === undefined ? undefined : new Date(form.asOf);
    const which = ids ? { ids } : { filter: filterIn(form.filter) };
    const asker = BULK_OF_EDITORS.has(kind) ? await editor() : person;
    await library.startBulk(shop, asker, { kind, which, formToken, asOf });
  }
  return library.bulkActions(shop);
});
