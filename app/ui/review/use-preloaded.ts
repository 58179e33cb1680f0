import { useEffect, useRef } from "react";

/** Pictures that come next are fetched and decoded ahead, and kept while they are near. */
export function usePreloaded(urls: readonly string[]) {
  const held = useRef(new Map<string, HTMLImageElement>());
  const wanted = urls.join("\n");
  useEffect(() => {
    const near = wanted.split("\n").filter(Boolean);
    for (const url of held.current.keys()) if (!near.includes(url)) held.current.delete(url);
    for (const url of near) {
      if (held.current.has(url)) continue;
      const picture = new Image();
      picture.decoding = "async";
      picture.src = url;
      held.current.set(url, picture);
      picture.decode().catch(() => held.current.delete(url)); // shown, it fails for itself
    }
  }, [wanted]);
}
