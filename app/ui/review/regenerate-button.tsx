import { Button, Link, Text } from "@shopify/polaris";

type Props = { batchId: string; wasAsked: boolean; isBusy: boolean; onRegenerate: () => void };

/** A rejected image was charged: it carries one more try for nothing. */
export function RegenerateButton({ batchId, wasAsked, isBusy, onRegenerate }: Props) {
  if (wasAsked)
    return (
      <Text as="p" tone="subdued">
        A new image is on its way. <Link url={`/app/batches/${batchId}`}>See the batch</Link>
      </Text>
    );
  return (
    <Button loading={isBusy} onClick={onRegenerate}>
      Regenerate for free
    </Button>
  );
}
