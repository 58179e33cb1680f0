import { Banner } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { useMissed } from "./missed.ts";

/** While the page can't load what is new: what it shows stays, and it goes on asking. */
export function Behind() {
  const { t } = useTexts();
  if (!useMissed().isTold) return null;
  return (
    <Banner tone="info">
      <p>{t("frame.behind")}</p>
    </Banner>
  );
}
