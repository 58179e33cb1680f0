import { BlockStack, Button, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Figure = { label: string; amount: number; action: string; url: string };

type Props = { waiting: number; running: number; live: number; credits: number };

/** The numbers a person comes back for, each with the way to what it counts. */
export function Figures({ waiting, running, live, credits }: Props) {
  const { t } = useTexts();
  const figures: Figure[] = [
    { label: t("home.waiting"), amount: waiting, action: t("home.goReview"), url: "/app/review" },
    { label: t("home.running"), amount: running, action: t("home.seeBatches"), url: "/app/batches" },
    { label: t("home.live"), amount: live, action: t("home.seePublished"), url: "/app/published" },
    { label: t("home.creditsLeft"), amount: credits, action: t("home.seeCredits"), url: "/app/credits" },
  ];
  return (
    <InlineGrid columns={{ xs: 2, lg: 4 }} gap="400">
      {figures.map((figure) => (
        <FigureCard key={figure.label} {...figure} />
      ))}
    </InlineGrid>
  );
}

function FigureCard({ label, amount, action, url }: Figure) {
  const { t, counted } = useTexts();
  const pressing = url === "/app/review" && amount > 0;
  return (
    <Panel>
      <BlockStack gap="200">
        <Text as="h2" variant="bodyMd" tone="subdued">
          {label}
        </Text>
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="p" variant="heading2xl" numeric>
            {counted(amount)}
          </Text>
          <Button
            url={url}
            variant={pressing ? "primary" : undefined}
            accessibilityLabel={t("home.chooseGo", { action, label })}
          >
            {action}
          </Button>
        </InlineStack>
      </BlockStack>
    </Panel>
  );
}
