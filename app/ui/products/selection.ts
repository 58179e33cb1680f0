/** A chosen photo, with what it takes to show it on a later page. */
export type ChosenPhoto = {
  productId: string;
  productTitle: string;
  photoId: string;
  url: string;
  alt: string;
};

export type Selection = readonly ChosenPhoto[];

/** Adds or takes off; a photo is never in twice. */
export function choose(selection: Selection, photos: Selection, chosen: boolean): Selection {
  const touched = new Set(photos.map((photo) => photo.photoId));
  const others = selection.filter((photo) => !touched.has(photo.photoId));
  if (!chosen) return others;
  const known = new Set(selection.map((photo) => photo.photoId));
  return [...selection, ...photos.filter((photo) => !known.has(photo.photoId))];
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
