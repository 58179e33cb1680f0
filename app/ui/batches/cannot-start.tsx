import { Banner } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import type { Texts } from "../../texts/texts.ts";
import type { Obstacle } from "./fits.ts";

/** What stands in the way of a quote. No credits and no cap help a shop that is suspended. */
export function CannotStart({ why }: { why: Obstacle | null }) {
  const { t } = useTexts();
  if (!why) return null;
  const action =
    why.is === "suspended" ? undefined : { content: t("batches.seeCredits"), url: "/app/credits" };
  return (
    <Banner tone="warning" title={t("batches.cannotStart")} action={action}>
      <p>{obstacleWords(t, why)}</p>
    </Banner>
  );
}

function obstacleWords(t: Texts["t"], why: Obstacle): string {
  switch (why.is) {
    case "suspended":
      return t("errors.shop_suspended");
    case "credits":
      return t("batches.needsCredits", { credits: why.credits, available: why.available });
    case "batch_cap":
      return t("batches.needsBatchCap", { credits: why.credits, cap: why.cap });
    case "monthly_cap":
      return t("batches.needsMonthlyCap", { credits: why.credits, left: why.left, cap: why.cap });
  }
}
