import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FailureBanner } from "../frame/failure-banner.tsx";
import { Panel } from "../frame/panel.tsx";
import { TryChoice, type TryPhoto } from "./try-choice.tsx";
import { TriedPhotos, type TriedPhotoView } from "./tried-photos.tsx";

type Props = {
  isOpen: boolean;
  offered: readonly TryPhoto[] | null;
  chosen: readonly TryPhoto[];
  isSearching: boolean;
  /** Of all photos that are chosen; null where the model does not make the size. */
  price: { credits: number; micros: number } | null;
  isStarting: boolean;
  failure?: ErrorCode;
  tried: { batchId: string; photos: readonly TriedPhotoView[] } | null;
  /** Where it is used for more; null while it is not saved as it stands here. */
  useUrl: string | null;
  onOpen: () => void;
  onChoose: (photos: TryPhoto[]) => void;
  onSearch: (words: string) => void;
  onTry: () => void;
};

/** A recipe tried on some photos before it is used for many: what it costs is said first. */
export function TryPanel({ isOpen, onOpen, failure, tried, useUrl, ...rest }: Props) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {t("recipes.try")}
          </Text>
          <Text as="p" tone="subdued">
            {t("recipes.tryHelp")}
          </Text>
        </BlockStack>
        {isOpen ? (
          <Choice {...rest} />
        ) : (
          <div>
            <Button onClick={onOpen}>{t("recipes.tryBegin")}</Button>
          </div>
        )}
        <FailureBanner code={failure} />
        {tried && <TriedPhotos photos={tried.photos} />}
        {tried && (
          <InlineStack gap="300" blockAlign="center">
            {useUrl ? (
              <Button url={useUrl}>{t("recipes.triedUse")}</Button>
            ) : (
              <Text as="p" tone="subdued">
                {t("recipes.triedSave")}
              </Text>
            )}
            <Button variant="plain" url={`/app/review?batch=${tried.batchId}&show=all`}>
              {t("recipes.triedReview")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Panel>
  );
}

type ChoiceProps = Pick<
  Props,
  "offered" | "chosen" | "isSearching" | "price" | "isStarting" | "onChoose" | "onSearch" | "onTry"
>;

function Choice({ price, isStarting, isSearching, onTry, ...choice }: ChoiceProps) {
  const { t, money } = useTexts();
  return (
    <>
      <TryChoice {...choice} isBusy={isSearching} />
      <InlineStack gap="300" blockAlign="center">
        <Button
          variant="primary"
          loading={isStarting}
          disabled={choice.chosen.length === 0 || price === null}
          onClick={onTry}
        >
          {t("recipes.tryStart")}
        </Button>
        {price && (
          <Text as="span" tone="subdued">
            {t("generate.cost", { credits: price.credits, money: money(price.micros) })}
          </Text>
        )}
      </InlineStack>
    </>
  );
}
