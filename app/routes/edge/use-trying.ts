import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { priceOf } from "../../credits/price.ts";
import { MOST_TRIED } from "../../generation/most-tried.ts";
import type { ImageSize } from "../../generation/recipe.ts";
import { failureIn } from "../../ui/frame/failure.ts";
import { useWhileVisible } from "../../ui/frame/use-while-visible.ts";
import type { TriedPhotoView } from "../../ui/recipes/tried-photos.tsx";
import { keyOfTry, type TryPhoto } from "../../ui/recipes/try-choice.tsx";
import type { RecipeFields } from "../../ui/recipes/use-recipe-fields.ts";
import type { loader as photosLoader } from "../app.recipes_.photos.ts";
import type { clientLoader as triedLoader } from "../app.recipes_.tried.$id.ts";
import type { action as tryAction } from "../app.recipes_.try.ts";

const POLL_MS = 1_000;

type Recipe = {
  fields: RecipeFields;
  /** The saved recipe that stands as it is here; null: its scene is tried as one of the person's own. */
  savedId: string | null;
  model: string;
};

/** What the panel that tries a recipe shows and does. Nothing is read before somebody opens it. */
export function useTrying({ fields, savedId, model }: Recipe) {
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<TryPhoto[] | null>(null);
  const reading = useFetcher<typeof photosLoader>();
  const starting = useFetcher<typeof tryAction>();
  const [first, setFirst] = useState<TryPhoto[]>([]);
  const answer = starting.data && "batchId" in starting.data ? starting.data : null;
  const made = useTried(answer?.batchId ?? null);

  // The newest three, until somebody chooses; a search does not change them.
  if (reading.data && first.length === 0 && reading.data.photos.length > 0) {
    setFirst(reading.data.photos.slice(0, MOST_TRIED));
  }
  const chosen = picked ?? first;
  const read = (search: string) => reading.load(`/app/recipes/photos?${new URLSearchParams({ search })}`);
  const formToken = answer?.formToken ?? reading.data?.formToken ?? "";
  const { scene, aspectRatio, imageSize } = fields;
  return {
    ...{ isOpen, chosen, offered: reading.data?.photos ?? null },
    tried: answer && { batchId: answer.batchId, photos: made.length > 0 ? made : toCome(chosen) },
    isSearching: reading.state !== "idle",
    isStarting: starting.state !== "idle",
    failure: failureIn(starting.data),
    price: priceOf({ images: chosen.length, model, imageSize: imageSize as ImageSize }),
    useUrl: savedId && `/app/generate?recipe=${savedId}`,
    onOpen: () => {
      setOpen(true);
      read("");
    },
    onChoose: setPicked,
    onSearch: read,
    onTry: () => {
      const photos = chosen.map(({ productId, photoId }) => ({ productId, photoId }));
      const recipe = savedId ? { recipeKey: savedId, scene: "" } : { recipeKey: "free", scene };
      starting.submit(
        { ...recipe, aspectRatio, imageSize, photos: JSON.stringify(photos), formToken },
        { method: "post", action: "/app/recipes/try" },
      );
    },
  };
}

/** In the places that they will have (generation/tried-photos.server.ts). */
function toCome(photos: readonly TryPhoto[]): TriedPhotoView[] {
  return [...photos]
    .sort((one, other) => (one.photoId < other.photoId ? -1 : 1))
    .map((photo) => ({ ...photo, key: keyOfTry(photo), isOver: false, failureCode: null, image: null }));
}

/** Asks for what was made until all of it is over. */
function useTried(batchId: string | null): readonly TriedPhotoView[] {
  const { data, state, load } = useFetcher<typeof triedLoader>({ key: `tried-${batchId}` });
  const photos = data?.data ?? [];
  const isOver = photos.length > 0 && photos.every((photo) => photo.isOver);
  useWhileVisible(batchId !== null && !isOver, POLL_MS, () => {
    if (state === "idle") load(`/app/recipes/tried/${batchId}`);
  });
  return photos;
}
