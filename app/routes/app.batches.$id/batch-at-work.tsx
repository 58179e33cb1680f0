import { Text } from "@shopify/polaris";
import type { SelectionSummary } from "../../generation/selection.ts";
import type { BulkKind } from "../../library/bulk.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Arrivals } from "../../ui/batches/arrivals.tsx";
import { BatchProgress } from "../../ui/batches/batch-progress.tsx";
import { Failures } from "../../ui/batches/failures.tsx";
import { NextSteps } from "../../ui/batches/next-steps.tsx";
import { Parked } from "../../ui/batches/parked.tsx";
import { batchSourceWords } from "../../ui/batches/source-words.ts";
import { ImagesInStore, type StoredImages } from "../../ui/retention/images-in-store.tsx";
import type { useLiveBatch } from "./use-live-batch.ts";

type Live = ReturnType<typeof useLiveBatch>;

type Props = Live & {
  batch: {
    id: string;
    source: SelectionSummary;
    firstProduct: string | null;
    photos: number;
    stored: StoredImages | null;
  };
  canPublish: boolean;
  isBusy: boolean;
  onSend: (intent: string, fields?: Record<string, string>) => void;
  /** Does something to all images that a filter finds. */
  onBulk: (kind: BulkKind, which: { filter: string }) => void;
};

/** A batch that was started, whether it runs, rests or is over. */
export function BatchAtWork({ batch, progress, arrivals, canPublish, isBusy, onSend, onBulk }: Props) {
  const { t, counted } = useTexts();
  const { state } = progress;
  const { expired } = arrivals.counts;
  const failures = progress.failures.map((failure) => ({
    ...failure,
    products: arrivals.failedProducts[failure.code] ?? [],
  }));
  const retry = (code?: string) => onSend("retry", code ? { code } : {});
  return (
    <>
      <Text as="p" tone="subdued" breakWord>
        <span dir="auto">{batchSourceWords(t, batch)}</span>
      </Text>
      <Parked parked={progress.parked} />
      <BatchProgress state={state} progress={progress} />
      <Failures failures={failures} isBusy={isBusy} onRetry={state === "cancelled" ? null : retry} />
      <NextSteps
        batchId={batch.id}
        {...arrivals.counts}
        isBusy={isBusy}
        onApproveAll={() => onBulk("approve", { filter: `batch=${batch.id}&decision=undecided` })}
      />
      <Arrivals
        batchId={batch.id}
        images={arrivals.images}
        total={progress.done - expired}
        expected={state === "running" ? progress.queued + progress.running : progress.running}
      />
      {expired > 0 && (
        <Text as="p" tone="subdued">
          {t("batches.expired", { count: expired, shown: counted(expired) })}
        </Text>
      )}
      {batch.stored && (
        <ImagesInStore
          {...batch.stored}
          canDelete={canPublish}
          isBusy={isBusy}
          onKeep={() => onBulk("keep", { filter: `batch=${batch.id}` })}
          onStopKeeping={() => onBulk("stop_keeping", { filter: `batch=${batch.id}` })}
          onDelete={() => onSend("delete_all")}
        />
      )}
    </>
  );
}
