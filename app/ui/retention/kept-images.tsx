import { BlockStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { ExpiryTiles, type ExpiryTile } from "./expiry-tiles.tsx";

type Props = {
  total: number;
  tiles: readonly ExpiryTile[];
  canStop: boolean;
  isBusy: boolean;
  onStop: (imageId: string) => void;
};

/** Images that a person wants to stay, and the way back. */
export function KeptImages({ total, tiles, canStop, isBusy, onStop }: Props) {
  const { t, counted } = useTexts();
  if (total === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("retention.kept", { count: total, shown: counted(total) })}
        </Text>
        <Text as="p" tone="subdued">
          {t("retention.keptHelp")}
        </Text>
        {!canStop && (
          <Text as="p" tone="subdued">
            {t("retention.cannotLetGo")}
          </Text>
        )}
        <ExpiryTiles
          tiles={tiles}
          total={total}
          action={t("retention.stopKeeping")}
          isBusy={isBusy || !canStop}
          onAct={onStop}
        />
      </BlockStack>
    </Panel>
  );
}
