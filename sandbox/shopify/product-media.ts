import type { Media, MediaMove, Product } from "./model.ts";

/** Does to a product's media what their time has come for. Called before anything reads or changes them. */
export function settleMedia(product: Product, now: number): Product {
  for (const media of product.media) settle(media, now);
  for (const { doneAt, moves } of product.reorders ?? []) {
    if (now < doneAt) continue;
    moveMedia(product, moves);
    product.updatedAt = new Date(doneAt).toISOString();
  }
  product.reorders = product.reorders?.filter(({ doneAt }) => now < doneAt);
  return product;
}

function settle(media: Media, now: number): void {
  const { pending } = media;
  if (!pending) return;
  if (now >= pending.processingAt) media.status = "PROCESSING";
  if (now < pending.doneAt) return;
  media.status = pending.errors.length > 0 ? "FAILED" : "READY";
  media.mediaErrors = pending.errors;
  media.file = pending.file;
  delete media.pending;
}

/** Applies moves one after another, each to a place in the list as it then is; a place past the end is the end. */
export function moveMedia(product: Product, moves: MediaMove[]): void {
  for (const { id, newPosition } of moves) {
    const media = product.media.find((candidate) => candidate.id === id);
    if (!media) continue;
    const others = product.media.filter((candidate) => candidate !== media);
    others.splice(newPosition, 0, media);
    product.media = others;
  }
}

/** Takes media off a product and off its variants. */
export function removeMedia(product: Product, ids: string[]): void {
  product.media = product.media.filter(({ id }) => !ids.includes(id));
  for (const variant of product.variants) {
    variant.mediaIds = variant.mediaIds.filter((id) => !ids.includes(id));
  }
}
