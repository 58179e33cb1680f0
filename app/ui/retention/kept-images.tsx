import { BlockStack, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { countedOf } from "../frame/words.ts";
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
  if (total === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {`Kept: ${countedOf(total, "image")}`}
        </Text>
        <Text as="p" tone="subdued">
          These stay until somebody deletes them. An image that is kept no longer has its full time again.
          {!canStop && " Your Shopify account may not edit products, so you cannot let them go."}
        </Text>
        <ExpiryTiles
          tiles={tiles}
          total={total}
          action="Stop keeping"
          isBusy={isBusy || !canStop}
          onAct={onStop}
        />
      </BlockStack>
    </Panel>
  );
}
