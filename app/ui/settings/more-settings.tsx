import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = { batchCap: number; monthlyCap: number; retentionDays: number };

/** What is set on pages of its own, where more is said about it: what holds now, and the way there. */
export function MoreSettings({ batchCap, monthlyCap, retentionDays }: Props) {
  const { t } = useTexts();
  const rows = [
    {
      name: t("credits.caps"),
      holds: t("settings.capsNow", { batch: batchCap, month: monthlyCap }),
      url: "/app/credits",
    },
    {
      name: t("settings.retention"),
      holds: t("settings.retentionNow", { days: retentionDays }),
      url: "/app/privacy/retention",
    },
    { name: t("settings.log"), holds: t("settings.logAbout"), url: "/app/privacy/audit" },
  ];
  return (
    <Panel>
      <BlockStack gap="500">
        {rows.map(({ name, holds, url }) => (
          <BlockStack key={url} gap="100">
            <Text as="h2" variant="headingSm">
              <Link url={url}>{name}</Link>
            </Text>
            <Text as="p" tone="subdued">
              {holds}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Panel>
  );
}
