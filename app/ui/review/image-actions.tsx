import { Button, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";

type Props = {
  downloadUrl: string;
  /** What is on its product can be neither deleted nor decided anew: restore comes first. */
  isPublished: boolean;
  canDelete: boolean;
  isBusy: boolean;
  onDelete: () => void;
  /** The button of a rejected image. */
  children?: ReactNode;
};

/** What else can be done with the image. */
export function ImageActions({ downloadUrl, isPublished, canDelete, isBusy, onDelete, children }: Props) {
  const { t, rich } = useTexts();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button url={downloadUrl} download>
        {t("review.download")}
      </Button>
      {children}
      {isPublished ? (
        <Text as="p" tone="subdued">
          {rich("review.isPublished", {
            link: (words) => (
              <Link key="link" url="/app/published">
                {words}
              </Link>
            ),
          })}
        </Text>
      ) : (
        <ConfirmButton
          label={t("review.delete")}
          question={t("review.deleteAsk")}
          keep={t("review.deleteNot")}
          confirm={t("review.delete")}
          disabled={!canDelete}
          isBusy={isBusy}
          onConfirm={onDelete}
        />
      )}
      {!isPublished && !canDelete && (
        <Text as="p" tone="subdued">
          {t("review.mayNotDelete")}
        </Text>
      )}
    </InlineStack>
  );
}
