import { z } from "zod";
import { pastedWords } from "../../catalog/pasted-words.ts";
import { BatchForm, QuoteForm } from "../../generation/batch-form.ts";
import { MAX_PHOTOS, MAX_WORDS } from "../../generation/selection.ts";
import { PackshotError } from "../../platform/errors.ts";
import { jsonOf, readForm, someOf } from "./input.server.ts";

/** The longest list that a batch takes has 13 MB, and up to three times that as a form writes it. */
const MOST_BYTES = 40_000_000;

const ManyFields = z.discriminatedUnion("from", [
  z.looseObject({ from: z.literal("search"), filters: jsonOf(z.unknown()) }),
  z.looseObject({ from: z.literal("list"), words: z.string() }),
]);
const PhotoFields = z.looseObject({
  from: z.literal("photos").default("photos"),
  photos: jsonOf(z.array(z.unknown())),
});
const Fields = z.union([ManyFields, PhotoFields]);

/** The form of Generate. Nothing chosen and too much chosen have sentences of their own. */
export async function readGenerateForm(
  request: Request,
): Promise<{ from: "photos"; batch: BatchForm } | { from: "search" | "list"; quote: QuoteForm }> {
  const fields = await readForm(request, Fields, MOST_BYTES);
  if (fields.from === "photos") {
    checkAmount(fields.photos.length, MAX_PHOTOS, "nothing_chosen", "too_many_chosen");
    return {
      from: fields.from,
      batch: parsed(BatchForm, { ...fields, quoteFirst: fields.quoteFirst === "yes" }),
    };
  }
  return { from: fields.from, quote: parsed(QuoteForm, { ...fields, ...manyIn(fields) }) };
}

/** What an empty field and an unticked box mean. */
function manyIn(fields: z.infer<typeof ManyFields>) {
  const selection =
    fields.from === "search"
      ? { from: fields.from, filters: fields.filters, collectionTitle: fields.collectionTitle || undefined }
      : { from: fields.from, words: wordsIn(fields.words) };
  return {
    selection,
    fewerThanPhotos: fields.fewerThanPhotos || undefined,
    withoutImage: fields.withoutImage === "yes",
  };
}

function wordsIn(text: string): string[] {
  const words = pastedWords(text, MAX_WORDS);
  checkAmount(words.length, MAX_WORDS, "nothing_pasted", "list_too_long");
  return words;
}

type TooFew = "nothing_chosen" | "nothing_pasted";
type TooMany = "too_many_chosen" | "list_too_long";

function checkAmount(amount: number, most: number, tooFew: TooFew, tooMany: TooMany): void {
  if (amount === 0) throw new PackshotError(tooFew);
  if (amount > most) throw new PackshotError(tooMany, { amount, most });
}

function parsed<T extends z.ZodType>(shape: T, fields: unknown): z.infer<T> {
  const form = shape.safeParse(fields);
  if (!form.success) throw new PackshotError("invalid_input", { issues: someOf(form.error.issues) });
  return form.data;
}
