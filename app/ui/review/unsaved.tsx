import { Banner } from "@shopify/polaris";
import styles from "./unsaved.module.css";
import { useTexts } from "../../texts/speaking.tsx";

/** Only when the connection is lost: that decisions are saved behind is nothing to speak of. It moves nothing. */
export function Unsaved({ unsaved, isLost }: { unsaved: number; isLost: boolean }) {
  const { t } = useTexts();
  if (!isLost) return null;
  return (
    <div className={styles.over}>
      <Banner tone="warning">
        <p>{t("review.unsaved", { count: unsaved })}</p>
      </Banner>
    </div>
  );
}
