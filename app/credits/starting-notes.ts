/** What the ledger notes of the grant that a shop begins with; pages say it in their own language. */
export const STARTING_NOTES = {
  first: "To begin with",
  again: "The starting credits were given before",
} as const;
