import { useFetcher } from "@remix-run/react";
import { BlockStack, Button } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { failureIn } from "../../ui/frame/failure.ts";
import { AltTextField } from "../../ui/review/alt-text-field.tsx";
import type { DeskImage } from "../../ui/review/desk-image.ts";
import { ImageActions } from "../../ui/review/image-actions.tsx";
import { KeepButton } from "../../ui/review/keep-button.tsx";
import { Provenance } from "../../ui/review/provenance.tsx";
import type { useImageWork } from "./use-image-work.ts";

type Props = {
  image: DeskImage;
  canEditProducts: boolean;
  work: ReturnType<typeof useImageWork>;
  formToken: string;
  /** The alt text was asked for by its key. */
  isAltAsked: boolean;
  onAltFocused: () => void;
  /** Said when it is sent: the page shows it from then on. */
  onAltText: (altText: string) => void;
  onRegenerate: () => void;
};

/** What can be done with the image besides deciding, and what it is. */
export function ImageDetails({ image, canEditProducts, work, formToken, isAltAsked, ...does }: Props) {
  const { t } = useTexts();
  const { deletion, keeping } = work;
  const saving = useFetcher({ key: `alt-${image.id}` });
  function save(altText: string) {
    does.onAltText(altText);
    saving.submit(
      { intent: "alt", imageId: image.id, altText, formToken },
      { method: "post", action: "/app/review" },
    );
  }
  return (
    <BlockStack gap="300">
      <AltTextField
        key={image.id}
        altText={image.altText}
        isBusy={saving.state !== "idle"}
        error={failureIn(saving.data)}
        isAsked={isAltAsked}
        onFocused={does.onAltFocused}
        onSave={save}
      />
      <ImageActions
        key={`actions-${image.id}`}
        downloadUrl={image.downloadUrl}
        isPublished={image.isPublished}
        canDelete={canEditProducts}
        isBusy={deletion.isBusy}
        onDelete={() => deletion.send(image.id)}
      >
        {!image.isPublished && (
          <KeepButton
            isKept={keeping.isKept(image)}
            canStop={canEditProducts}
            isBusy={keeping.isBusy}
            onKeep={(isKept) => keeping.send(image.id, isKept)}
          />
        )}
        <Button onClick={does.onRegenerate}>{t("review.regenerate")}</Button>
      </ImageActions>
      <Provenance image={image} />
    </BlockStack>
  );
}
