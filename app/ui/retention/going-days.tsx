import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { counted } from "../../platform/counted.ts";
import { Panel } from "../frame/panel.tsx";
import { countedOf } from "../frame/words.ts";
import { ExpiryTiles, type ExpiryTile } from "./expiry-tiles.tsx";

export type GoingDayView = {
  /** Days from now, by which they are gone. */
  within: number;
  from: string | null;
  to: string;
  images: number;
  tiles: ExpiryTile[];
};

type Props = {
  days: readonly GoingDayView[];
  isBusy: boolean;
  onKeep: (imageId: string) => void;
  /** Everything of these days. */
  onKeepAll: (days: readonly GoingDayView[]) => void;
};

/** What expires within the next days, soonest first, and how to keep it. */
export function GoingDays({ days, isBusy, onKeep, onKeepAll }: Props) {
  return (
    <Panel>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            What is deleted next
          </Text>
          {days.length > 1 && (
            <Button disabled={isBusy} onClick={() => onKeepAll(days)}>
              Keep all of these
            </Button>
          )}
        </InlineStack>
        {days.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing within the next 7 days.
          </Text>
        )}
        {days.map((day) => (
          <BlockStack key={day.within} gap="200">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="h3" variant="headingSm">
                {`${wordsFor(day.within)}: ${countedOf(day.images, "image")}`}
              </Text>
              <Button
                size="slim"
                disabled={isBusy}
                accessibilityLabel={`Keep all ${counted(day.images)} of ${wordsFor(day.within).toLowerCase()}`}
                onClick={() => onKeepAll([day])}
              >
                {day.images === 1 ? "Keep it" : `Keep all ${counted(day.images)}`}
              </Button>
            </InlineStack>
            <ExpiryTiles tiles={day.tiles} total={day.images} action="Keep" isBusy={isBusy} onAct={onKeep} />
          </BlockStack>
        ))}
      </BlockStack>
    </Panel>
  );
}

function wordsFor(within: number): string {
  return within === 1 ? "Within a day" : `Within ${within} days`;
}
