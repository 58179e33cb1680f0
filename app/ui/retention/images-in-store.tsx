import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { counted } from "../../platform/counted.ts";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { Panel } from "../frame/panel.tsx";
import { countedOf } from "../frame/words.ts";

export type StoredImages = {
  /** That are on no product. */
  images: number;
  /** Of those, the ones that stay until somebody deletes them. */
  kept: number;
  published: number;
  /** Asked for, and still going on. */
  isBeingDeleted: boolean;
};

type Props = StoredImages & {
  canDelete: boolean;
  isBusy: boolean;
  onKeep?: () => void;
  onStopKeeping?: () => void;
  onDelete: () => void;
};

/** All images of a batch or a product at once: kept for good, or deleted. */
export function ImagesInStore(props: Props) {
  const { images, kept, published, isBeingDeleted, canDelete, isBusy } = props;
  if (images === 0 && !isBeingDeleted) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {props.onKeep ? "Keep or delete" : "Delete images"}
        </Text>
        <Text as="p" tone="subdued">
          {isBeingDeleted ? "Images are being deleted. You can leave this page." : storedWords(images, kept)}
        </Text>
        {!canDelete && (
          <Text as="p" tone="subdued">
            {`Your Shopify account may not edit products, so you ${
              props.onStopKeeping ? "can neither delete images nor stop keeping them" : "cannot delete images"
            }.`}
          </Text>
        )}
        {!isBeingDeleted && (
          <InlineStack gap="200">
            {props.onKeep && kept < images && (
              <Button disabled={isBusy} onClick={props.onKeep}>{`Keep all ${counted(images)}`}</Button>
            )}
            {props.onStopKeeping && kept > 0 && (
              <Button disabled={!canDelete || isBusy} onClick={props.onStopKeeping}>
                Stop keeping them
              </Button>
            )}
            <ConfirmButton
              label="Delete all"
              question={questionFor(images, kept, published)}
              keep="Leave them"
              confirm="Delete for good"
              disabled={!canDelete || isBusy}
              onConfirm={props.onDelete}
            />
          </InlineStack>
        )}
      </BlockStack>
    </Panel>
  );
}

function storedWords(images: number, kept: number): string {
  const words = `${countedOf(images, "image")} on no product`;
  return kept === 0 ? `${words}.` : `${words}, ${kept < images ? counted(kept) : "all"} of them kept.`;
}

function questionFor(images: number, kept: number, published: number): string {
  const asked = `Delete ${countedOf(images, "image")} for good?`;
  const notes = [
    ...(kept > 0 ? [`${counted(kept)} of them are marked to be kept.`] : []),
    ...(published > 0 ? [`${counted(published)} on the product stay: restore comes first.`] : []),
  ];
  return [asked, ...notes].join(" ");
}
