/** What the ledger notes of the grants that a shop begins with; pages say it in their own language. */
export const STARTING_NOTES = {
  first: "To begin with",
  sample: "A free sample",
  again: "The starting credits were given before",
} as const;
