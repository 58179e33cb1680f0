import type { EntryKind } from "./entry-kinds.ts";

type Entry = { kind: EntryKind; credits: number; batch: object | null; generationId: string | null };

/** What an entry is, for people; where it is about a batch, the batch's name comes after it. */
export function entryWords({ kind, credits, batch, generationId }: Entry): string {
  const of = batch ? " of batch" : "";
  switch (kind) {
    case "grant":
      return "Granted";
    case "reserve":
      return "Reserved for batch";
    case "settle":
      return credits === 0 ? `Free regeneration${batch ? " in batch" : ""}` : `Charged for an image${of}`;
    case "release":
      if (!generationId) return `Released, the rest${of}`;
      // Nothing was reserved any more: the batch was cancelled meanwhile, or the image was a free one.
      return credits === 0
        ? `Nothing charged for a stopped or failed image${of}`
        : `Released for a failed image${of}`;
    case "refund":
      return `Refunded for an image${of}`;
  }
}
