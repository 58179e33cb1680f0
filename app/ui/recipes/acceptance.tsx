import { Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

/** Null where too few were decided to say. */
export type AcceptanceView = {
  /** 0.25 is one in four. */
  share: number;
  /** Null where none was accepted. */
  creditsEach: number | null;
} | null;

/** How many of a recipe's images people keep, and what one of those costs in the end. */
export function Acceptance({ of }: { of: AcceptanceView }) {
  const { t, percent, number } = useTexts();
  if (!of) {
    return (
      <Text as="p" variant="bodySm" tone="subdued">
        {t("recipes.tooFew")}
      </Text>
    );
  }
  const { share, creditsEach } = of;
  const amount = Math.round((creditsEach ?? 0) * 10) / 10;
  return (
    <Text as="p" variant="bodySm">
      {t("recipes.accepted", { share: percent(share) })}
      {creditsEach !== null && " · "}
      {creditsEach !== null && t("recipes.costEach", { amount, credits: number(amount) })}
    </Text>
  );
}
