import { BatchForm } from "../generation/batch-form.ts";
import { MOST_TRIED } from "../generation/most-tried.ts";
import { embeddedAction } from "./edge/embedded.server.ts";
import { jsonOf, newFormToken, readForm } from "./edge/input.server.ts";

const Photos = BatchForm.shape.photos.max(MOST_TRIED);
const TriedForm = BatchForm.omit({ imagesPerPhoto: true, quoteFirst: true }).extend({
  photos: jsonOf(Photos),
});

/**
 * Tries a recipe, saved or as it is typed (then as a scene of its own), with one image of each photo: an ordinary batch,
 * started at once, because its price was shown beside the button. Answers the token of the next try.
 */
export const action = embeddedAction(async ({ request, shop, person, admin, services }) => {
  const fields = await readForm(request, TriedForm);
  const form = { ...fields, imagesPerPhoto: 1, quoteFirst: false };
  const { id } = await services.batches.start({ shop, person, admin, form, again: true });
  return { batchId: id, formToken: newFormToken() };
});
