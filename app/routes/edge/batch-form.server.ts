import { z } from "zod";
import { BatchForm, MAX_PHOTOS } from "../../generation/batch-form.ts";
import { PackshotError } from "../../platform/errors.ts";
import { jsonOf, readForm } from "./input.server.ts";

const Fields = z.looseObject({ photos: jsonOf(z.array(z.unknown())) });

/** The form of Generate. No photo and too many photos have sentences of their own. */
export async function readBatchForm(request: Request): Promise<BatchForm> {
  const fields = await readForm(request, Fields);
  if (fields.photos.length === 0) throw new PackshotError("nothing_chosen");
  if (fields.photos.length > MAX_PHOTOS)
    throw new PackshotError("too_many_chosen", { photos: fields.photos.length });
  const form = BatchForm.safeParse(fields);
  if (!form.success) throw new PackshotError("invalid_input", { issues: form.error.issues });
  return form.data;
}
