/** Browsers that block third-party storage throw at the mere mention of it in a frame: then it is not remembered. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

const keyOf = (shop: string) => `packshot.recipe.${shop}`;

/** The recipe that somebody wants to use, while they go and choose photos for it. For this browser tab. */
export function rememberRecipe(shop: string, key: string): void {
  storage()?.setItem(keyOf(shop), key);
}

export function wantedRecipe(shop: string): string | undefined {
  return storage()?.getItem(keyOf(shop)) ?? undefined;
}

/** Once a batch has started. */
export function forgetRecipe(shop: string): void {
  storage()?.removeItem(keyOf(shop));
}
