import { useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import type { BulkKind } from "../../library/bulk.ts";
import type { ReactNode } from "react";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { Panel } from "../../ui/frame/panel.tsx";
import { BulkProgress } from "../../ui/library/bulk-progress.tsx";
import { ImageGrid, type LibraryTile } from "../../ui/library/image-grid.tsx";
import { addressWith, filterIn } from "../../ui/library/library-address.ts";
import { ProductGroups } from "../../ui/library/product-groups.tsx";
import { SelectionBar } from "../../ui/library/selection-bar.tsx";
import { useChosenImages } from "../../ui/library/use-chosen-images.ts";
import { useBulk } from "../edge/use-bulk.ts";
import type { libraryPage } from "../edge/library-page.server.ts";
import { useZip } from "../edge/use-zip.ts";
import { useExport } from "../edge/use-export.ts";

/** So many are named in the address of what would be published. */
const MOST_PUBLISHED = 50;

/** What the filter found, to look at and to choose from, and what can be done with what is chosen. */
export function Found({ children }: { children: ReactNode }) {
  const { images, groups, found, bulk: loaded, canEditProducts } = useLoaderData<typeof libraryPage>();
  const [search] = useSearchParams();
  const { revalidate } = useRevalidator();
  const filter = filterIn(search);
  const chosen = useChosenImages(filter);
  const bulk = useBulk(loaded, revalidate);
  const zip = useZip();
  const exporting = useExport();
  const isAll = chosen.images === "all";
  const ids = chosen.images === "all" ? [] : [...chosen.images];
  const choosing = {
    isChosen: chosen.isChosen,
    onChoose: (tiles: readonly LibraryTile[], isChosen: boolean) => chosen.choose(idsOf(tiles), isChosen),
  };
  const canChooseMore = !isAll && (found.isMore || found.amount > ids.length);
  const which = isAll ? { filter } : { ids };
  const act = (kind: BulkKind) => {
    bulk.start(kind, isAll ? { filter, asOf: loaded.readAt } : { ids });
    chosen.clear();
  };
  return (
    <>
      <FailureBanner code={bulk.failure ?? zip.failure ?? exporting.failure} />
      <BulkProgress {...bulk} />
      {groups ? (
        <ProductGroups
          {...choosing}
          groups={groups}
          urlFor={(product) => addressWith(search, { product, order: null })}
        />
      ) : (
        images.length > 0 && (
          <Panel>
            <ImageGrid images={images} {...choosing} />
          </Panel>
        )
      )}
      {children}
      <SelectionBar
        chosen={isAll ? { isAll, ...found } : { isAll, amount: ids.length, isMore: false }}
        all={canChooseMore ? found : null}
        canEditProducts={canEditProducts}
        isBusy={bulk.isBusy}
        isLoading={zip.isLoading || exporting.isBusy}
        publishUrl={isAll || ids.length > MOST_PUBLISHED ? null : `/app/publish?images=${ids.join(",")}`}
        onAll={chosen.chooseAll}
        onClear={chosen.clear}
        onDownload={() => void zip.load(ids)}
        onExport={() => exporting.start(which)}
        onDo={act}
      />
    </>
  );
}

function idsOf(tiles: readonly LibraryTile[]): string[] {
  return tiles.map(({ id }) => id);
}
