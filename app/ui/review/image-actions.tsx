import { Button, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
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
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button url={downloadUrl} download>
        Download
      </Button>
      {children}
      {isPublished ? (
        <Text as="p" tone="subdued">
          On its product. <Link url="/app/published">See published</Link>
        </Text>
      ) : (
        <ConfirmButton
          label="Delete"
          question="Delete this image for good?"
          keep="Keep it"
          confirm="Delete"
          disabled={!canDelete}
          isBusy={isBusy}
          onConfirm={onDelete}
        />
      )}
      {!isPublished && !canDelete && (
        <Text as="p" tone="subdued">
          Your Shopify account may not edit products, so you cannot delete it.
        </Text>
      )}
    </InlineStack>
  );
}
