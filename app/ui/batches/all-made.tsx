import { Banner } from "@shopify/polaris";
import { count } from "../frame/words.ts";

/** Why a batch that was to start waits instead: it would only make what is there. */
export function AllMade({ photos }: { photos: number }) {
  const title =
    photos === 1
      ? "You have an image of this photo already"
      : `You have images of all ${count(photos, "photo")} already`;
  return (
    <Banner tone="info" title={title}>
      <p>The recipe, format and model are the same, so nothing has started. You can make them again below.</p>
    </Banner>
  );
}
