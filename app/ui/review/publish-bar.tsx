import { Button, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ActionBar } from "../frame/action-bar.tsx";

type Props = {
  /** Approved images that are not on their product yet. */
  approved: number;
  canPublish: boolean;
  /** Decisions are on their way: what is approved is not settled for a moment. */
  isSaving: boolean;
  /** Where what is to be published is listed first. */
  url: string;
};

/** What a review leads to. */
export function PublishBar({ approved, canPublish, isSaving, url }: Props) {
  const { t } = useTexts();
  if (approved === 0) return null;
  return (
    <ActionBar label={t("review.publishing")}>
      <div>
        <Text as="p" variant="headingSm">
          {t("review.ready", { count: approved })}
        </Text>
        {!canPublish && (
          <Text as="p" tone="subdued">
            {t("review.mayNotPublish")}
          </Text>
        )}
      </div>
      <Button variant="primary" size="large" disabled={!canPublish || isSaving} url={url}>
        {t("review.publish", { count: approved })}
      </Button>
    </ActionBar>
  );
}
