import { Banner } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

type Props = { images: number; isMore: boolean; days: number };

/** Said before anything goes that nobody has rejected. */
export function ExpiryWarning({ images, isMore, days }: Props) {
  const { t } = useTexts();
  if (images === 0) return null;
  return (
    <Banner
      tone="warning"
      title={t("retention.warning", { isMore: isMore ? "yes" : "no", count: images, days })}
      action={{ content: t("retention.seeAndKeep"), url: "/app/privacy/retention" }}
    >
      <p>{t("retention.warningHelp")}</p>
    </Banner>
  );
}
