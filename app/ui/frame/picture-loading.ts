const SOON = { fetchPriority: "high" } as const;
const LATER = { loading: "lazy", decoding: "async" } as const;

/**
 * How the pictures of a list load: those that a screen shows at first come with the page, before its scripts; the others
 * when somebody scrolls to them.
 */
export const loadingOf = (place: number, seenFirst: number) => (place < seenFirst ? SOON : LATER);
