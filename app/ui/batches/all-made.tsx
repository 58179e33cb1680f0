import { Banner } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

/** Why a batch that was to start waits instead: it would only make what is there. */
export function AllMade({ photos }: { photos: number }) {
  const { t } = useTexts();
  return (
    <Banner tone="info" title={t("batches.allMade", { photos })}>
      <p>{t("batches.allMadeHelp")}</p>
    </Banner>
  );
}
