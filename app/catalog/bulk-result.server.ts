import { z } from "zod";
import { PackshotError } from "../platform/errors.ts";
import type { FetchOutside } from "../platform/outgoing/request-outside.server.ts";
import type { MediaOfProduct } from "./collected.ts";

const PIECE = 1 << 20;
const LARGEST_PIECE = 1 << 24;
const LIMIT_MS = 60_000;

export type BulkProduct = {
  id: string;
  title: string;
  handle: string;
  skus: string[];
  media: MediaOfProduct;
};
export type BulkPiece = { products: BulkProduct[]; bytes: number; isEnd: boolean };

/**
 * The products that stand whole in the next piece of a result, and how many bytes they take. A piece that breaks off is
 * worth as much as came of it; null when nothing came. A product larger than a piece is read in a larger one.
 */
export async function readBulkPiece(
  fetch: FetchOutside,
  result: { url: string; size: number },
  offset: number,
  signal?: AbortSignal,
): Promise<BulkPiece | null> {
  for (let length = PIECE; ; length *= 4) {
    const end = Math.min(result.size, offset + length);
    const bytes = await readBytes(fetch, result.url, [offset, end], signal);
    const isEnd = offset + bytes.length >= result.size;
    const piece = wholeProducts(bytes, isEnd);
    if (piece.bytes > 0 || isEnd) return { ...piece, isEnd };
    if (offset + bytes.length < end) return null;
    if (length >= LARGEST_PIECE) throw new PackshotError("catalogue_unreadable", { offset, length });
  }
}

/** The address is signed and carries no token of ours; Range, for the file may have hundreds of megabytes. */
async function readBytes(
  fetch: FetchOutside,
  url: string,
  [from, to]: readonly [number, number],
  signal?: AbortSignal,
): Promise<Buffer> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  const chunks: Uint8Array[] = [];
  let position = 0;
  try {
    const response = await fetch(url, {
      headers: { range: `bytes=${from}-${to - 1}` },
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    if (response.status === 206) position = from;
    if (!response.ok || !response.body) return Buffer.alloc(0);
    const reader = response.body.getReader();
    while (position < to) {
      const { value } = await reader.read();
      if (!value) break;
      chunks.push(value.subarray(Math.max(0, from - position), to - position));
      position += value.length;
    }
    await reader.cancel();
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof Error)) throw error; // what a network does to a download: as much came as came
  }
  return Buffer.concat(chunks);
}

/** The last product is left for the next piece unless this is the last one: some of its media may be there. */
function wholeProducts(bytes: Buffer, isEnd: boolean): { products: BulkProduct[]; bytes: number } {
  const products: BulkProduct[] = [];
  let lastStart = 0;
  for (const { line, start } of linesOf(bytes, isEnd)) {
    const parsed = parseLine(line);
    if ("title" in parsed) {
      lastStart = start;
      products.push({ ...parsed, skus: [], media: [] });
      continue;
    }
    const product = products.at(-1);
    if (product?.id !== parsed.__parentId) {
      throw new PackshotError("catalogue_unreadable", { line: "not below its product" });
    }
    if ("sku" in parsed) product.skus.push(parsed.sku ?? "");
    else if ("image" in parsed) product.media.push(parsed);
  }
  if (isEnd) return { products, bytes: bytes.length };
  return { products: products.slice(0, -1), bytes: lastStart };
}

function* linesOf(bytes: Buffer, isEnd: boolean) {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(10, start);
    if (found < 0 && !isEnd) return;
    const end = found < 0 ? bytes.length : found;
    if (end > start) yield { line: bytes.toString("utf8", start, end), start };
    start = end + 1;
  }
}

const ProductLine = z.object({ id: z.string(), title: z.string(), handle: z.string().default("") });
const VariantLine = z.object({ __parentId: z.string(), sku: z.string().nullable() });
const PhotoLine = z.object({
  __parentId: z.string(),
  __typename: z.literal("MediaImage"),
  id: z.string(),
  alt: z.string().nullable(),
  status: z.enum(["FAILED", "PROCESSING", "READY", "UPLOADED"]),
  mimeType: z.string().nullable(),
  image: z
    .object({ url: z.string(), width: z.number().nullable(), height: z.number().nullable() })
    .nullable(),
});
/** Videos, models, and what there will be: no photos, whatever they are. */
const OtherMediaLine = z.object({
  __parentId: z.string(),
  __typename: z.string().refine((name) => name !== "MediaImage"),
});
const Line = z.union([ProductLine, PhotoLine, VariantLine, OtherMediaLine]);

function parseLine(text: string): z.infer<typeof Line> {
  try {
    return Line.parse(JSON.parse(text));
  } catch (cause) {
    throw new PackshotError("catalogue_unreadable", { line: text.slice(0, 200) }, { cause });
  }
}
