import { BlockStack, SkeletonBodyText } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

/** Stands for the list while another search or page is on its way. */
export function ProductListSkeleton() {
  const { t } = useTexts();
  return (
    <div role="status" aria-label={t("products.loading")}>
      <BlockStack gap="400">
        {[1, 2, 3, 4].map((row) => (
          <Panel key={row}>
            <SkeletonBodyText lines={5} />
          </Panel>
        ))}
      </BlockStack>
    </div>
  );
}
