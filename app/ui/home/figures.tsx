import { BlockStack, Button, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Figure = { label: string; amount: string; action: string; url: string; isNext?: boolean };

export type FiguresView = {
  waiting: number;
  ready: { amount: number; isMore: boolean };
  live: number;
  credits: number;
};

/** The numbers a person comes back for, each with the way to what it counts; what is to be done next stands out. */
export function Figures({ waiting, ready, live, credits }: FiguresView) {
  const { t, number, counted } = useTexts();
  const figures: Figure[] = [
    {
      ...{ label: t("home.waiting"), amount: counted(waiting), action: t("home.goReview") },
      ...{ url: "/app/review", isNext: waiting > 0 },
    },
    {
      ...{ label: t("home.ready"), amount: `${number(ready.amount)}${ready.isMore ? "+" : ""}` },
      ...{ action: t("home.goPublish"), url: "/app/publish?approved=all" },
      isNext: waiting === 0 && ready.amount > 0,
    },
    {
      ...{ label: t("home.live"), amount: counted(live), action: t("home.seePublished") },
      url: "/app/published",
    },
    {
      ...{ label: t("home.creditsLeft"), amount: number(credits), action: t("home.seeCredits") },
      url: "/app/credits",
    },
  ];
  return (
    <InlineGrid columns={{ xs: 2, lg: 4 }} gap="400">
      {figures.map((figure) => (
        <FigureCard key={figure.url} {...figure} />
      ))}
    </InlineGrid>
  );
}

function FigureCard({ label, amount, action, url, isNext }: Figure) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="bodyMd" tone="subdued">
          {label}
        </Text>
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="p" variant="heading2xl" numeric>
            {amount}
          </Text>
          <Button
            url={url}
            variant={isNext ? "primary" : undefined}
            accessibilityLabel={t("home.chooseGo", { action, label })}
          >
            {action}
          </Button>
        </InlineStack>
      </BlockStack>
    </Panel>
  );
}
