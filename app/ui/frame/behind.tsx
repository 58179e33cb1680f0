import { Banner } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { useIsBehind } from "./missed.ts";

/** While the page can't load what is new: what it shows stays, and it goes on asking. */
export function Behind() {
  const { t } = useTexts();
  if (!useIsBehind()) return null;
  return (
    <Banner tone="info">
      <p>{t("frame.behind")}</p>
    </Banner>
  );
}
