import { useSyncExternalStore } from "react";
import { forgetRecipe } from "../generate/wanted-recipe.ts";
import { choose, parseSelection, type Selection } from "./selection.ts";

type Store = {
  subscribe: (listener: () => void) => () => void;
  read: () => Selection;
  write: (selection: Selection) => void;
};

const stores = new Map<string, Store>();

/**
 * The photos chosen so far, across pages and searches, kept for this browser tab. One per shop: Shopify admin shows
 * several shops in one tab. Null on the server and while hydrating: not known yet.
 */
export function useSelection(shop: string) {
  const store = storeOf(shop);
  const selection = useSyncExternalStore<Selection | null>(store.subscribe, store.read, () => null);
  return {
    selection,
    choose: (photos: Selection, chosen: boolean) => store.write(choose(store.read(), photos, chosen)),
    clear: () => store.write([]),
  };
}

/** These photos in place of whatever was chosen before. */
export function chooseOnly(shop: string, photos: Selection): void {
  storeOf(shop).write(photos);
}

/** Once a batch of them has started, the chosen photos are used up, and the recipe wanted for them is. */
export function forgetSelection(shop: string): void {
  storeOf(shop).write([]);
  forgetRecipe(shop);
}

function storeOf(shop: string): Store {
  const known = stores.get(shop);
  if (known) return known;
  const store = createStore(`packshot.chosen.${shop}`);
  stores.set(shop, store);
  return store;
}

function createStore(key: string): Store {
  const listeners = new Set<() => void>();
  let selection: Selection | undefined;
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => (selection ??= parseSelection(storage()?.getItem(key) ?? null)),
    write(next) {
      selection = next;
      storage()?.setItem(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
  };
}

/** Browsers that block third-party storage throw at the mere mention of it in a frame: then memory must do. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
