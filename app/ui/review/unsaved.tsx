import { Banner } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

/** Only when the connection is lost: that decisions are saved behind is nothing to speak of. */
export function Unsaved({ unsaved, isLost }: { unsaved: number; isLost: boolean }) {
  const { t } = useTexts();
  if (!isLost) return null;
  return (
    <Banner tone="warning">
      <p>{t("review.unsaved", { count: unsaved })}</p>
    </Banner>
  );
}
