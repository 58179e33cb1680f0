import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Panel } from "../../ui/frame/panel.tsx";
import { ImageGrid, type LibraryTile } from "../../ui/library/image-grid.tsx";
import { addressWith } from "../../ui/library/library-address.ts";
import { ProductGroups } from "../../ui/library/product-groups.tsx";
import { useChosenImages } from "../../ui/library/use-chosen-images.ts";
import type { loader } from "./route.tsx";

/** What the filter found, to look at and to choose from. */
export function Found() {
  const { images, groups } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const chosen = useChosenImages(addressWith(search, {}));
  const choosing = {
    isChosen: chosen.isChosen,
    onChoose: (tiles: readonly LibraryTile[], isChosen: boolean) =>
      chosen.choose(
        tiles.map(({ id }) => id),
        isChosen,
      ),
  };
  return groups ? (
    <ProductGroups
      {...choosing}
      groups={groups}
      urlFor={(product) => addressWith(search, { product, order: null })}
    />
  ) : (
    <Panel>
      <ImageGrid images={images} {...choosing} />
    </Panel>
  );
}
