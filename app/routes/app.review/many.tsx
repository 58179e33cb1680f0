import type { BulkKind } from "../../library/bulk.ts";
import { SelectionBar } from "../../ui/library/selection-bar.tsx";
import type { useActs } from "./use-acts.ts";
import type { useSelection } from "./use-selection.ts";

type Props = {
  selection: ReturnType<typeof useSelection>;
  selected: ReadonlySet<string>;
  /** What the filter finds. */
  found: { amount: number; isMore: boolean };
  acts: ReturnType<typeof useActs>;
  canEditProducts: boolean;
};

/** The selection, and what can be done with it. */
export function Many({ selection, selected, found, acts, canEditProducts }: Props) {
  const { bulk, zip, exporting, isAll, chooseAll, clear, exportThem, start } = selection;
  const canChooseMore = !isAll && (found.isMore || found.amount > selected.size);
  const act = (kind: BulkKind) => {
    if (kind === "approve") acts.onApprove();
    else if (kind === "reject") acts.onDecideSelected("rejected");
    else start(kind);
  };
  return (
    <SelectionBar
      chosen={isAll ? { isAll, ...found } : { isAll, amount: selected.size, isMore: false }}
      all={canChooseMore ? found : null}
      canEditProducts={canEditProducts}
      isBusy={bulk.isBusy}
      isLoading={zip.isLoading || exporting.isBusy}
      publishUrl={null}
      onAll={chooseAll}
      onClear={clear}
      onDownload={() => void zip.load([...selected])}
      onExport={exportThem}
      onDo={act}
    />
  );
}
