import { z } from "zod";
import { MAX_INSTRUCTION } from "../generation/instruction.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, newFormToken, readForm, readSearch } from "./edge/input.server.ts";

const Search = z.object({ image: Id });

const RegenerateForm = z.object({
  imageId: Id,
  formToken: z.uuid(),
  instruction: z
    .string()
    .max(2 * MAX_INSTRUCTION)
    .default(""),
  credits: z.coerce.number().int().min(0),
});

/** What it costs to make an image again, and the form that asks for it. */
export const loader = embeddedLoader(async ({ request, shop, services }) => {
  const { image } = readSearch(request, Search);
  return { ...(await services.batches.regenerationOf(shop, image)), formToken: newFormToken() };
});

/** Makes an image again, for what the person was told that it costs. */
export const action = embeddedAction(async ({ request, shop, person, services }) => {
  const form = await readForm(request, RegenerateForm);
  const { batchId } = await services.batches.regenerate(shop, person, form);
  return { regenerated: form.imageId, batchId };
});
