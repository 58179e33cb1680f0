export type BookAccount = "operator" | "available" | "reserved" | "charged";

/** The kinds of entries, and between which accounts each moves credits. */
export const MOVES = {
  grant: { from: "operator", to: "available" },
  reserve: { from: "available", to: "reserved" },
  settle: { from: "reserved", to: "charged" },
  release: { from: "reserved", to: "available" },
  refund: { from: "charged", to: "available" },
} as const satisfies Record<string, { from: BookAccount; to: BookAccount }>;

export type EntryKind = keyof typeof MOVES;

/** What an entry does to one of the accounts it moves credits between. */
export function changeOf(
  { kind, credits }: { kind: EntryKind; credits: number },
  account: BookAccount,
): number {
  const { from, to } = MOVES[kind];
  if (credits === 0) return 0;
  return (to === account ? credits : 0) - (from === account ? credits : 0);
}
