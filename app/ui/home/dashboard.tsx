import { BlockStack, InlineGrid } from "@shopify/polaris";
import type { BatchRow } from "../batches/batch-list.tsx";
import { BatchPanel } from "./batch-panel.tsx";
import { Figures, type FiguresView } from "./figures.tsx";
import { MadeChart, type MadeDay } from "./made-chart.tsx";
import { RecipeRates, type RecipeRate } from "./recipe-rates.tsx";
import { Spending, type SpendingView } from "./spending.tsx";

export type DashboardView = {
  figures: FiguresView;
  spending: SpendingView;
  days: readonly MadeDay[];
  rates: readonly RecipeRate[];
};

/** Home of a shop that has begun: what is to be done next, what was made of it, what it costs. */
export function Dashboard({
  figures,
  spending,
  days,
  rates,
  batches,
}: DashboardView & { batches: readonly BatchRow[] }) {
  return (
    <>
      <Figures {...figures} />
      <InlineGrid columns={{ xs: 1, md: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <MadeChart days={days} />
          <BatchPanel batches={batches} />
        </BlockStack>
        <BlockStack gap="400">
          <Spending {...spending} />
          <RecipeRates rates={rates} />
        </BlockStack>
      </InlineGrid>
    </>
  );
}
