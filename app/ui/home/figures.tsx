import { BlockStack, Button, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { counted } from "../../platform/counted.ts";
import { Panel } from "../frame/panel.tsx";

type Figure = { label: string; amount: number; action: string; url: string };

type Props = { waiting: number; running: number; live: number; credits: number };

/** The numbers a person comes back for, each with the way to what it counts. */
export function Figures({ waiting, running, live, credits }: Props) {
  const figures: Figure[] = [
    { label: "Waiting for review", amount: waiting, action: "Review", url: "/app/review" },
    { label: "Batches running", amount: running, action: "See batches", url: "/app/batches" },
    { label: "Images on products", amount: live, action: "See published", url: "/app/published" },
    { label: "Credits left", amount: credits, action: "See credits", url: "/app/credits" },
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
            accessibilityLabel={`${action}: ${label}`}
          >
            {action}
          </Button>
        </InlineStack>
      </BlockStack>
    </Panel>
  );
}
