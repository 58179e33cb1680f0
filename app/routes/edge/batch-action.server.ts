import { redirect } from "@remix-run/node";
import { z } from "zod";
import { PackshotError } from "../../platform/errors.ts";
import type { Visit } from "./embedded.server.ts";
import { idIn, readForm } from "./input.server.ts";

const BatchAction = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("start"), withDuplicates: z.enum(["yes", "no"]) }),
  z.object({ intent: z.enum(["try", "discard", "pause", "resume", "cancel"]) }),
  z.object({ intent: z.literal("delete_all") }),
  z.object({ intent: z.literal("retry"), code: z.string().max(64).optional() }),
]);

/** What a person does with a whole batch on its page. */
export async function actOnBatch({ request, shop, person, editor, params, services }: Visit) {
  const id = idIn(params);
  const form = await readForm(request, BatchAction);
  const { batches, library } = services;
  const batch = await batches.find(shop, id);
  if (!batch) throw new PackshotError("not_found", { batch: id });
  switch (form.intent) {
    case "start":
      await batches.startQuoted(shop, person, id, { withDuplicates: form.withDuplicates === "yes" });
      // What was chosen by hand stays chosen until it is started.
      return batch.source.from === "photos" ? redirect(`/app/batches/${id}?started`) : { ok: true };
    case "try":
      return redirect(`/app/batches/${(await batches.tryOne(shop, person, id)).id}`);
    case "discard":
      await batches.discard(shop, person, id);
      return redirect("/app/batches");
    case "pause":
    case "resume":
    case "cancel":
      await batches[form.intent](shop, person, id);
      return { ok: true };
    case "retry":
      await batches.retryFailed(shop, person, id, form.code);
      return { ok: true };
    case "delete_all":
      await library.removeMany(shop, await editor(), { subject: "batch", subjectId: id });
      return { ok: true };
  }
}
