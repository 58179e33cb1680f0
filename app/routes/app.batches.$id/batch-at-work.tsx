import { Text } from "@shopify/polaris";
import type { SelectionSummary } from "../../generation/selection.ts";
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
};

/** A batch that was started, whether it runs, rests or is over. */
export function BatchAtWork({ batch, progress, arrivals, canPublish, isBusy, onSend }: Props) {
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
        onApproveAll={() => onSend("approve_all")}
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
          onKeep={() => onSend("keep_all")}
          onStopKeeping={() => onSend("stop_keeping")}
          onDelete={() => onSend("delete_all")}
        />
      )}
    </>
  );
}
