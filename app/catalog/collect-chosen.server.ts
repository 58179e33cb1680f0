import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import type { StateOf } from "./collect-state.ts";
import { nothing, skip, type CollectStep } from "./collected.ts";
import { lookUpPhotos, type ChosenPhoto } from "./photos-by-ids.server.ts";

const AT_ONCE = 60;

/** The next of photos that were chosen one by one. What is gone by now, or can't be used, is skipped. */
export async function collectChosen(
  admin: AdminApi,
  chosen: readonly ChosenPhoto[],
  state: StateOf<"photos">,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const collected = nothing();
  const at = state.at + AT_ONCE;
  const some = chosen.slice(state.at, at);
  for (const found of some.length > 0 ? await lookUpPhotos(admin, some, signal) : []) {
    if (typeof found === "string") skip(collected, found);
    else collected.photos.push(found);
  }
  collected.products = new Set(some.map(({ productId }) => productId)).size;
  return { ...collected, next: at < chosen.length ? { ...state, at } : null };
}
