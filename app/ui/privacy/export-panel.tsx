import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { Panel } from "../frame/panel.tsx";
import { ExportStanding, type ExportView } from "./export-standing.tsx";

type Props = {
  latest: ExportView | null;
  canExport: boolean;
  busyWith: string | null;
  onMake: () => void;
  onDownload: (id: string) => void;
  onDelete: (id: string) => void;
};

/** The newest export: how far it is, the way to its file, or the way to a new one. */
export function ExportPanel(props: Props) {
  const { latest, canExport } = props;
  const { t } = useTexts();
  const isMade = latest?.state === "queued" || latest?.state === "running";
  return (
    <Panel>
      <BlockStack gap="400">
        {latest ? <ExportStanding {...latest} /> : <Text as="p">{t("privacy.exportLead")}</Text>}
        {!canExport && (
          <Text as="p" tone="subdued">
            {t("privacy.exportReadOnly")}
          </Text>
        )}
        {canExport && !isMade && <Acts {...props} />}
      </BlockStack>
    </Panel>
  );
}

function Acts({ latest, busyWith, onMake, onDownload, onDelete }: Props) {
  const { t, bytes } = useTexts();
  const ready = latest?.state === "ready" ? latest : null;
  return (
    <InlineStack gap="200" blockAlign="center">
      {ready && (
        <>
          <Button variant="primary" loading={busyWith === "download"} onClick={() => onDownload(ready.id)}>
            {t("privacy.download", { size: bytes(ready.bytes) })}
          </Button>
          <ConfirmButton
            label={t("privacy.deleteFile")}
            question={t("privacy.deleteFileQuestion")}
            keep={t("privacy.keepFile")}
            confirm={t("privacy.delete")}
            isBusy={busyWith === "delete"}
            onConfirm={() => onDelete(ready.id)}
          />
        </>
      )}
      <Button variant={ready ? undefined : "primary"} loading={busyWith === "make"} onClick={onMake}>
        {t(latest ? "privacy.makeNewExport" : "privacy.makeExport")}
      </Button>
    </InlineStack>
  );
}
