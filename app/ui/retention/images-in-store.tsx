import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { Panel } from "../frame/panel.tsx";

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
  const { t } = useTexts();
  const { images, isBeingDeleted, canDelete } = props;
  const stored = useStored(props);
  if (images === 0 && !isBeingDeleted) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t(props.onKeep ? "retention.keepOrDelete" : "retention.deleteImages")}
        </Text>
        <Text as="p" tone="subdued">
          {isBeingDeleted ? t("retention.beingDeleted") : stored.words}
        </Text>
        {!canDelete && (
          <Text as="p" tone="subdued">
            {t("retention.cannotDelete", { alsoKeep: props.onStopKeeping ? "yes" : "no" })}
          </Text>
        )}
        {!isBeingDeleted && <Acts {...props} question={stored.question} />}
      </BlockStack>
    </Panel>
  );
}

function Acts({ question, ...props }: Props & { question: string }) {
  const { t, counted } = useTexts();
  const { images, kept, canDelete, isBusy, onKeep, onStopKeeping, onDelete } = props;
  return (
    <InlineStack gap="200">
      {onKeep && kept < images && (
        <Button disabled={isBusy} onClick={onKeep}>
          {t("retention.keepAllCount", { count: images, shown: counted(images) })}
        </Button>
      )}
      {onStopKeeping && kept > 0 && (
        <Button disabled={!canDelete || isBusy} onClick={onStopKeeping}>
          {t("retention.stopKeepingThem")}
        </Button>
      )}
      <ConfirmButton
        label={t("retention.deleteAll", { count: images })}
        question={question}
        keep={t("retention.leaveThem")}
        confirm={t("retention.deleteForGood")}
        disabled={!canDelete || isBusy}
        onConfirm={onDelete}
      />
    </InlineStack>
  );
}

/** What is there, and what is asked before it goes. */
function useStored({ images, kept, published }: StoredImages) {
  const { t, counted } = useTexts();
  const amounts = { count: images, shown: counted(images), keptShown: counted(kept) };
  return {
    words: t("retention.onNoProduct", {
      ...amounts,
      kept: kept === 0 ? "none" : kept < images ? "some" : "all",
    }),
    question: t("retention.deleteQuestion", {
      ...{ ...amounts, kept, published },
      publishedShown: counted(published),
    }),
  };
}
