import { useFetcher } from "@remix-run/react";
import { BlockStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { failureIn } from "../../ui/frame/failure.ts";
import { AltTextField } from "../../ui/review/alt-text-field.tsx";
import { ImageActions } from "../../ui/review/image-actions.tsx";

type Props = {
  image: { id: string; altText: string; downloadUrl: string; isPublished: boolean; provenance: string };
  isApproved: boolean;
  formToken: string;
  /** Said when it is sent: the page shows it from then on. */
  onSaved: (altText: string) => void;
  canDelete: boolean;
  isBusy: boolean;
  onDelete: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
};

/** What can be done with the image, and for an approved one the alt text it will carry. */
export function ImageDetails({ image, isApproved, formToken, onSaved, children, ...deletion }: Props) {
  const saving = useFetcher({ key: `alt-${image.id}` });
  function save(altText: string) {
    onSaved(altText);
    saving.submit(
      { intent: "alt", imageId: image.id, altText, formToken },
      { method: "post", action: "/app/review" },
    );
  }
  return (
    <BlockStack gap="300">
      <ImageActions
        key={`actions-${image.id}`}
        downloadUrl={image.downloadUrl}
        isPublished={image.isPublished}
        {...deletion}
      >
        {children}
      </ImageActions>
      {isApproved && (
        <AltTextField
          key={image.id}
          altText={image.altText}
          isBusy={saving.state !== "idle"}
          error={failureIn(saving.data)}
          onSave={save}
        />
      )}
      <Text as="p" variant="bodySm" tone="subdued" breakWord>
        {image.provenance}
      </Text>
    </BlockStack>
  );
}
