import type { EntryKind } from "./entry-kinds.ts";

type Entry = { kind: EntryKind; credits: number; batch: object | null; generationId: string | null };

export type EntryCase =
  "granted" | "reserved" | "charged" | "free" | "rest" | "released" | "nothing" | "refunded";

/** What an entry is: one kind may stand for several things. */
export function entryCase({ kind, credits, generationId }: Omit<Entry, "batch">): EntryCase {
  switch (kind) {
    case "grant":
      return "granted";
    case "reserve":
      return "reserved";
    case "settle":
      return credits === 0 ? "free" : "charged";
    case "release":
      if (!generationId) return "rest";
      // Nothing was reserved any more: the batch was cancelled meanwhile, or the image was a free one.
      return credits === 0 ? "nothing" : "released";
    case "refund":
      return "refunded";
  }
}

const WORDS: Record<EntryCase, { words: string; batch: string }> = {
  granted: { words: "Granted", batch: "" },
  reserved: { words: "Reserved", batch: " for batch" },
  charged: { words: "Charged for an image", batch: " of batch" },
  free: { words: "Free regeneration", batch: " in batch" },
  rest: { words: "Released, the rest", batch: " of batch" },
  released: { words: "Released for a failed image", batch: " of batch" },
  nothing: { words: "Nothing charged for a stopped or failed image", batch: " of batch" },
  refunded: { words: "Refunded for an image", batch: " of batch" },
};

/** The same in English, for files; where it is about a batch, the batch's name comes after it. */
export function entryWords(entry: Entry): string {
  const { words, batch } = WORDS[entryCase(entry)];
  return entry.batch ? `${words}${batch}` : words;
}
