import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { LedgerTable, type LedgerLine } from "../../ui/credits/ledger-table.tsx";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { Panel } from "../../ui/frame/panel.tsx";
import { useFileDownload } from "../edge/use-file-download.ts";

type Props = { lines: readonly LedgerLine[]; show: "all" | "batches"; next: string | null; isFirst: boolean };

/** The ledger: a page of it, what of it is shown, and all of it as a file. */
export function LedgerPanel({ lines, show, next, isFirst }: Props) {
  const { t } = useTexts();
  const { download, loading, hasFailed } = useFileDownload();
  const other = show === "all" ? "batches" : "all";
  return (
    <>
      <FailureBanner text={hasFailed ? t("credits.ledgerFailed") : undefined} />
      <Panel padding="0">
        <div style={{ padding: "var(--p-space-400)" }}>
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingSm">
              {t("credits.ledger")}
            </Text>
            <InlineStack gap="200">
              <Button url={`/app/credits?show=${other}`}>
                {t(show === "all" ? "credits.hideSingle" : "credits.showSingle")}
              </Button>
              <Button
                loading={loading !== null}
                onClick={() => void download("csv", "/app/credits/csv", "credits.csv")}
              >
                {t("credits.download")}
              </Button>
            </InlineStack>
          </InlineStack>
        </div>
        <LedgerTable lines={lines} />
      </Panel>
      <InlineStack gap="200" align="center">
        {!isFirst && <Button url={`/app/credits?show=${show}`}>{t("credits.newest")}</Button>}
        {next && <Button url={`/app/credits?show=${show}&before=${next}`}>{t("credits.older")}</Button>}
      </InlineStack>
    </>
  );
}
