import { BlockStack, Button, Checkbox, InlineStack, List, Select, Text } from "@shopify/polaris";
import { isPlacement, PLACEMENTS, type Placement } from "../../publishing/placement.ts";
import type { LeftOut } from "../../publishing/places-ahead.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { PLACEMENT_TEXTS } from "../published/placement-texts.ts";
import { LEFT_OUT_TEXTS } from "./ahead-words.ts";

type Props = {
  /** How many images will be published. */
  count: number;
  leftOut: Partial<Record<LeftOut, number>>;
  placement: Placement;
  onVariants: boolean;
  /** The other product that the images go on, by its title; empty where Shopify could not be asked for it. */
  copyTo: string | null;
  canPublish: boolean;
  isBusy: boolean;
  /** Another place is looked at. */
  onLook: (change: { place?: Placement; variants?: "yes" | "no" }) => void;
  onPublish: () => void;
};

const OF_THE_PHOTO: readonly Placement[] = ["after_photo", "in_place"];

/** What will be published and where, all at once, and the button that does it. */
export function PublishForm({ count, leftOut, placement, onVariants, copyTo, ...props }: Props) {
  const { t } = useTexts();
  const places = PLACEMENTS.filter((one) => copyTo === null || !OF_THE_PHOTO.includes(one));
  return (
    <Panel>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {copyTo ? t("publish.readyCopy", { count, product: copyTo }) : t("publish.ready", { count })}
          </Text>
          <Text as="p" tone="subdued">
            {t("publish.nothingWritten")}
          </Text>
        </BlockStack>
        <LeftOutList leftOut={leftOut} />
        {!props.canPublish && <Text as="p">{t("publish.mayNotEdit")}</Text>}
        <Select
          label={t("publish.place")}
          options={places.map((value) => ({ value, label: t(PLACEMENT_TEXTS[value]) }))}
          value={placement}
          disabled={!props.canPublish}
          onChange={(place) => isPlacement(place) && props.onLook({ place })}
        />
        {copyTo === null && (
          <Checkbox
            label={t("publish.onVariants")}
            helpText={t("publish.onVariantsHelp")}
            checked={onVariants}
            disabled={!props.canPublish}
            onChange={(isOn) => props.onLook({ variants: isOn ? "yes" : "no" })}
          />
        )}
        <InlineStack align="end">
          <Button
            variant="primary"
            disabled={!props.canPublish || count === 0}
            loading={props.isBusy}
            onClick={props.onPublish}
          >
            {t("publish.publish", { count })}
          </Button>
        </InlineStack>
      </BlockStack>
    </Panel>
  );
}

function LeftOutList({ leftOut }: Pick<Props, "leftOut">) {
  const { t } = useTexts();
  const reasons = Object.entries(leftOut) as [LeftOut, number][];
  if (reasons.length === 0) return null;
  return (
    <List>
      {reasons.map(([reason, count]) => (
        <List.Item key={reason}>{t(LEFT_OUT_TEXTS[reason].count, { count })}</List.Item>
      ))}
    </List>
  );
}
