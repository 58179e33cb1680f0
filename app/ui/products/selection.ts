/** A chosen photo, with what it takes to show it on a later page. */
export type ChosenPhoto = {
  productId: string;
  productTitle: string;
  photoId: string;
  url: string;
  alt: string;
};

export type Selection = readonly ChosenPhoto[];

/** One photo can be on several products, and is chosen for each of them. */
export function keyOf({ productId, photoId }: Pick<ChosenPhoto, "productId" | "photoId">): string {
  return `${productId}/${photoId}`;
}

/** Whether a photo of a product is chosen. */
export function chosenIn(selection: Selection | null): (productId: string, photoId: string) => boolean {
  const keys = new Set(selection?.map(keyOf));
  return (productId, photoId) => keys.has(keyOf({ productId, photoId }));
}

/** Adds or takes off; a photo of a product is never in twice. */
export function choose(selection: Selection, photos: Selection, chosen: boolean): Selection {
  const touched = new Set(photos.map(keyOf));
  const others = selection.filter((photo) => !touched.has(keyOf(photo)));
  if (!chosen) return others;
  const known = new Set(selection.map(keyOf));
  return [...selection, ...photos.filter((photo) => !known.has(keyOf(photo)))];
}

export function productsIn(selection: Selection): number {
  return new Set(selection.map((photo) => photo.productId)).size;
}

/** What a browser kept; anything that is not a selection counts as none. */
export function parseSelection(text: string | null): Selection {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isChosenPhoto) : [];
  } catch {
    return [];
  }
}

function isChosenPhoto(value: unknown): value is ChosenPhoto {
  if (typeof value !== "object" || value === null) return false;
  const fields: Partial<Record<string, unknown>> = { ...value };
  return ["productId", "productTitle", "photoId", "url", "alt"].every(
    (name) => typeof fields[name] === "string",
  );
}
