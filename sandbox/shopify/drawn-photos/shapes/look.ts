/** How one photo shows its product: its colour, and which of the photos of the series it is (0 the first). */
export type Look = { colour: string; turn: number };
