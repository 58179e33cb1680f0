import { Badge, Button, InlineStack } from "@shopify/polaris";

type Props = {
  isKept: boolean;
  /** Whether the person may let it go. */
  canStop: boolean;
  isBusy: boolean;
  onKeep: (isKept: boolean) => void;
};

/** Whether the image stays however long it is on no product. */
export function KeepButton({ isKept, canStop, isBusy, onKeep }: Props) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button loading={isBusy} disabled={isKept && !canStop} onClick={() => onKeep(!isKept)}>
        {isKept ? "Stop keeping" : "Keep"}
      </Button>
      {isKept && <Badge tone="info">Kept</Badge>}
    </InlineStack>
  );
}
