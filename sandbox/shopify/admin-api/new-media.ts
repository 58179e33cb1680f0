import type { Media, MediaOutcome, Product } from "../model.ts";
import { addFile, addMedia, readFile } from "../store.ts";
import type { Store } from "../store.ts";
import type { Context } from "./context.ts";
import { checkImage } from "./image-check.ts";

export type CreateMediaInput = { alt?: string | null; mediaContentType: string; originalSource: string };

/** Puts a new image at the end of a product; it becomes READY or FAILED when its time has come. */
export async function addNewImage(
  context: Context,
  product: Product,
  input: CreateMediaInput,
): Promise<Media> {
  const { store, now } = context;
  const source = await readSource(store, input.originalSource);
  const { errors, file } = await outcomeOf(store, source);
  const half = store.faults.mediaDelayMs / 2;
  return addMedia(store, product, {
    alt: input.alt ?? "",
    status: "UPLOADED",
    pending: { processingAt: now + half, doneAt: now + 2 * half, errors, file },
  });
}

type Source = { fileName: string; bytes: Buffer | null };

/** The bytes behind a source: staged with us, or a file that we serve. Anything else cannot be downloaded. */
async function readSource(store: Store, originalSource: string): Promise<Source> {
  const url = new URL(originalSource);
  const path = decodeURIComponent(url.pathname);
  const fileName = safeName(path.split("/").at(-1) ?? "");
  if (url.origin !== new URL(store.origin).origin) return { fileName, bytes: null };
  const staged = store.staged.get(path.replace(/^\/staged\//, ""));
  if (staged) return { fileName, bytes: staged.bytes };
  const file = readFile(store, path);
  return { fileName, bytes: file ? await file.load() : null };
}

/** Shopify keeps file names but for spaces and signs that have a meaning in addresses. */
const safeName = (name: string) => name.replace(/[\s"#%&*:<>?\\{|}]+/g, "_") || "image";

async function outcomeOf(
  store: Store,
  { fileName, bytes }: Source,
): Promise<Pick<MediaOutcome, "errors" | "file">> {
  if (store.random() < store.faults.mediaFailRate) {
    const message = "The stand-in was told to let media fail";
    return { errors: [{ code: "UNKNOWN", details: message, message }], file: null };
  }
  const facts = await checkImage(bytes);
  if ("code" in facts || !bytes) return { errors: "code" in facts ? [facts] : [], file: null };
  const stored = addFile(store, fileName, { contentType: facts.mimeType, load: async () => bytes });
  return { errors: [], file: { ...stored, ...facts } };
}
