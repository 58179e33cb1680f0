import { useState } from "react";

/** What is done to: images ticked one by one, on whichever pages, or all that match. */
export type Chosen = ReadonlySet<string> | "all";

const NONE: Chosen = new Set<string>();

/** Ticks stay while one leafs through pages; "all" is of one filter and ends with it. */
export function useChosenImages(filter: string) {
  const [chosen, setChosen] = useState<{ filter: string; images: Chosen }>({ filter, images: NONE });
  const isOver = chosen.images === "all" && chosen.filter !== filter;
  const images = isOver ? NONE : chosen.images;
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(images === "all" ? [] : images);
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    setChosen({ filter, images: next });
  };
  return {
    images,
    isChosen: (id: string) => images === "all" || images.has(id),
    choose,
    chooseAll: () => setChosen({ filter, images: "all" }),
    clear: () => setChosen({ filter, images: NONE }),
  };
}
