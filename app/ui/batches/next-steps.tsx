import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { ApproveAllButton } from "../review/approve-all-button.tsx";

type Props = {
  batchId: string;
  undecided: number;
  /** Approved and not on their product. */
  publishable: number;
  /** On their product, or on the way there. */
  published: number;
  isBusy: boolean;
  onApproveAll: () => void;
};

/** What becomes of the images of a batch, all at once. */
export function NextSteps(props: Props) {
  const { batchId, undecided, publishable, published, isBusy } = props;
  const { t, counted } = useTexts();
  const amount = (count: number) => ({ count, shown: counted(count) });
  if (undecided + publishable + published === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("batches.next")}
        </Text>
        {undecided > 0 && (
          <Step words={t("batches.notReviewed", amount(undecided))}>
            <ApproveAllButton undecided={undecided} isBusy={isBusy} onApprove={props.onApproveAll} />
          </Step>
        )}
        {publishable > 0 && (
          <Step words={t("batches.readyToPublish", amount(publishable))}>
            <Button variant={undecided === 0 ? "primary" : "secondary"} url={`/app/publish?batch=${batchId}`}>
              {t("batches.publishAll", amount(publishable))}
            </Button>
          </Step>
        )}
        {published > 0 && (
          <Step words={t("batches.published", amount(published))}>
            <Button url={`/app/published?batch=${batchId}`}>{t("batches.seeOrRestore")}</Button>
          </Step>
        )}
      </BlockStack>
    </Panel>
  );
}

function Step({ words, children }: { words: string; children: ReactNode }) {
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p">{words}</Text>
      <InlineStack gap="200" blockAlign="center">
        {children}
      </InlineStack>
    </InlineStack>
  );
}
