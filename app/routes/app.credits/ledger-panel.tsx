import { Button, InlineStack, Text } from "@shopify/polaris";
import { LedgerTable, type LedgerLine } from "../../ui/credits/ledger-table.tsx";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { Panel } from "../../ui/frame/panel.tsx";
import { useFileDownload } from "../edge/use-file-download.ts";

type Props = { lines: readonly LedgerLine[]; show: "all" | "batches"; next: string | null; isFirst: boolean };

/** The ledger: a page of it, what of it is shown, and all of it as a file. */
export function LedgerPanel({ lines, show, next, isFirst }: Props) {
  const { download, loading, hasFailed } = useFileDownload();
  const other = show === "all" ? "batches" : "all";
  return (
    <>
      <FailureBanner text={hasFailed ? "The ledger could not be downloaded. Try again." : undefined} />
      <Panel padding="0">
        <div style={{ padding: "var(--p-space-400)" }}>
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingSm">
              Ledger
            </Text>
            <InlineStack gap="200">
              <Button url={`/app/credits?show=${other}`}>
                {show === "all" ? "Hide single images" : "Show single images"}
              </Button>
              <Button
                loading={loading !== null}
                onClick={() => void download("csv", "/app/credits/csv", "credits.csv")}
              >
                Download CSV
              </Button>
            </InlineStack>
          </InlineStack>
        </div>
        <LedgerTable lines={lines} />
      </Panel>
      <InlineStack gap="200" align="center">
        {!isFirst && <Button url={`/app/credits?show=${show}`}>Newest</Button>}
        {next && <Button url={`/app/credits?show=${show}&before=${next}`}>Older</Button>}
      </InlineStack>
    </>
  );
}
