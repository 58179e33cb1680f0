import { Badge, InlineStack } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { decisionKey } from "../products/decision-words.ts";
import { PublicationState } from "../published/publication-state.tsx";

export type Standing = {
  decision: string;
  isKept: boolean;
  hasExpired: boolean;
  publication: { state: string; isRestoring: boolean } | null;
};

/** What has become of an image, in a word or two. */
export function ImageStanding({ decision, isKept, hasExpired, publication }: Standing) {
  const { t } = useTexts();
  return (
    <InlineStack gap="100">
      {publication && publication.state !== "restored" ? (
        <PublicationState {...publication} />
      ) : (
        <Badge tone={decision === "approved" ? "success" : undefined}>{t(decisionKey(decision))}</Badge>
      )}
      {isKept && <Badge tone="info">{t("products.kept")}</Badge>}
      {hasExpired && <Badge tone="attention">{t("library.expired")}</Badge>}
    </InlineStack>
  );
}
