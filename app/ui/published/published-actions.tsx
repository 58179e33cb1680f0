import { Button, InlineStack } from "@shopify/polaris";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { count } from "../frame/words.ts";

type Props = {
  /** The one batch that the page is about, if it is. */
  batchId: string | undefined;
  /** How many images may be tried again, and how many are live. */
  retryable: number;
  live: number;
  disabled: boolean;
  onRetry: () => void;
  onRestore: () => void;
};

/** What can be done with everything the page is about. */
export function PublishedActions({ batchId, retryable, live, disabled, onRetry, onRestore }: Props) {
  return (
    <InlineStack gap="200">
      {batchId && <Button url={`/app/batches/${batchId}`}>See the batch</Button>}
      {batchId && <Button url="/app/published">All published</Button>}
      {retryable > 0 && (
        <Button disabled={disabled} onClick={onRetry}>
          {`Try ${retryable.toLocaleString("en")} again`}
        </Button>
      )}
      {batchId && live > 0 && (
        <ConfirmButton
          label="Restore this batch"
          question={`Take ${count(live, "image")} off their products?`}
          keep="Keep them"
          confirm="Restore the batch"
          disabled={disabled}
          onConfirm={onRestore}
        />
      )}
    </InlineStack>
  );
}
