import { BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { Panel } from "../frame/panel.tsx";
import { TimeAgo } from "../frame/time-ago.tsx";
import { count } from "../frame/words.ts";
import { fileSize } from "./file-size.ts";

export type ExportView = {
  id: string;
  state: "queued" | "running" | "ready" | "failed" | "expired";
  personName: string;
  images: number;
  done: number;
  bytes: number;
  createdAt: string;
  readyUntil: string | null;
  failure: string | null;
};

type Props = {
  latest: ExportView | null;
  canExport: boolean;
  busyWith: string | null;
  onMake: () => void;
  onDownload: (id: string) => void;
  onDelete: (id: string) => void;
};

/** The newest export: how far it is, the way to its file, or the way to a new one. */
export function ExportPanel({ latest, canExport, busyWith, onMake, onDownload, onDelete }: Props) {
  const isMade = latest?.state === "queued" || latest?.state === "running";
  return (
    <Panel>
      <BlockStack gap="400">
        {latest && <Standing {...latest} />}
        {!latest && (
          <Text as="p">Take everything with you: all images and data that Packshot keeps of this store.</Text>
        )}
        {!canExport && (
          <Text as="p" tone="subdued">
            Your Shopify account may not edit products, so you can neither make nor download an export. Ask
            the store owner.
          </Text>
        )}
        {canExport && !isMade && (
          <InlineStack gap="200" blockAlign="center">
            {latest?.state === "ready" && (
              <>
                <Button
                  variant="primary"
                  loading={busyWith === "download"}
                  onClick={() => onDownload(latest.id)}
                >
                  {`Download ${fileSize(latest.bytes)}`}
                </Button>
                <ConfirmButton
                  {...{ label: "Delete the file", question: "Delete this file now?", keep: "Keep it" }}
                  confirm="Delete"
                  isBusy={busyWith === "delete"}
                  onConfirm={() => onDelete(latest.id)}
                />
              </>
            )}
            <Button
              variant={latest?.state === "ready" ? undefined : "primary"}
              loading={busyWith === "make"}
              onClick={onMake}
            >
              {latest ? "Make a new export" : "Make an export"}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Panel>
  );
}

function Standing({ state, personName, images, done, bytes, createdAt, readyUntil, failure }: ExportView) {
  const shown = Math.min(done, images);
  if (state === "queued" || state === "running") {
    return (
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          The export is being made
        </Text>
        <ProgressBar progress={images > 0 ? (shown / images) * 100 : 0} size="small" animated={false} />
        <div aria-live="polite">
          <Text as="p">{`${shown.toLocaleString("en")} of ${count(images, "image")} packed`}</Text>
        </div>
        <Text as="p" variant="bodySm" tone="subdued">
          You can close this page; the export goes on and waits for you here.
        </Text>
      </BlockStack>
    );
  }
  return (
    <BlockStack gap="100">
      <Text as="h2" variant="headingSm">
        {HEADINGS[state]}
      </Text>
      {state === "ready" && (
        <Text as="p">{`${count(done, "image")}, ${fileSize(bytes)}. Ready until ${readyUntil ?? ""}.`}</Text>
      )}
      {failure && <Text as="p">{failure}</Text>}
      <Text as="p" variant="bodySm" tone="subdued" breakWord>
        {`Asked for by ${personName} `}
        <TimeAgo at={createdAt} />
      </Text>
    </BlockStack>
  );
}

const HEADINGS = {
  ready: "Your export is ready",
  failed: "The export could not be made",
  expired: "The last export is gone",
} as const;
