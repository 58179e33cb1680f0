import { useFetcher } from "@remix-run/react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { DeskImage } from "../../ui/review/desk-image.ts";
import type { clientLoader } from "../app.review_.images.ts";

type Page = { images: readonly DeskImage[]; next: string | null };

/** The images of this review: the first page of them, those that came later, and what was changed of them here. */
export function useImages(first: Page, search: string, onMore: (images: readonly DeskImage[]) => void) {
  const { data, state, load } = useFetcher<typeof clientLoader>();
  const [more, setMore] = useState<Page>({ images: [], next: first.next });
  const [patches, setPatches] = useState<Record<string, Partial<DeskImage>>>({});
  const tell = useRef(onMore);
  useEffect(() => {
    tell.current = onMore;
  });
  const came = data?.data ?? null;
  const [seen, setSeen] = useState<Page | null>(null);
  if (came && came !== seen && !data?.isMissed) {
    setSeen(came);
    setMore({ images: [...more.images, ...came.images], next: came.next });
  }
  useEffect(() => {
    if (seen) tell.current(seen.images);
  }, [seen]);

  const all = useMemo(
    () =>
      new Map(
        [...first.images, ...more.images].map((image) => [image.id, patched(image, patches[image.id])]),
      ),
    [first.images, more.images, patches],
  );
  return {
    all,
    hasMore: more.next !== null,
    patch: (id: string, change: Partial<DeskImage>) =>
      setPatches((before) => ({ ...before, [id]: { ...before[id], ...change } })),
    loadMore: () => {
      if (more.next === null || state !== "idle") return;
      const asked = new URLSearchParams(search);
      asked.set("after", more.next);
      asked.delete("image");
      load(`/app/review/images?${asked}`);
    },
  };
}

/** The same object where nothing was changed: its tile is not drawn anew. */
function patched(image: DeskImage, change: Partial<DeskImage> | undefined): DeskImage {
  return change ? { ...image, ...change } : image;
}
