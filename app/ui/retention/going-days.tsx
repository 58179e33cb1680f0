import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { FORECAST_DAYS } from "../../privacy/windows.ts";
import { Panel } from "../frame/panel.tsx";
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
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {t("retention.next")}
          </Text>
          {days.length > 1 && (
            <Button disabled={isBusy} onClick={() => onKeepAll(days)}>
              {t("retention.keepAllOfThese")}
            </Button>
          )}
        </InlineStack>
        {days.length === 0 && (
          <Text as="p" tone="subdued">
            {t("retention.nothingNext", { days: FORECAST_DAYS })}
          </Text>
        )}
        {days.map((day) => (
          <GoingDay key={day.within} {...{ day, isBusy, onKeep }} onKeepAll={() => onKeepAll([day])} />
        ))}
      </BlockStack>
    </Panel>
  );
}

type DayProps = Pick<Props, "isBusy" | "onKeep"> & { day: GoingDayView; onKeepAll: () => void };

function GoingDay({ day: { within: days, images: count, tiles }, isBusy, onKeep, onKeepAll }: DayProps) {
  const { t, counted } = useTexts();
  const shown = counted(count);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          {t("retention.within", { days, count, shown })}
        </Text>
        <Button
          size="slim"
          disabled={isBusy}
          accessibilityLabel={t("retention.keepAllOfDay", { shown, days })}
          onClick={onKeepAll}
        >
          {t("retention.keepAll", { count, shown })}
        </Button>
      </InlineStack>
      <ExpiryTiles tiles={tiles} total={count} action={t("retention.keep")} isBusy={isBusy} onAct={onKeep} />
    </BlockStack>
  );
}
