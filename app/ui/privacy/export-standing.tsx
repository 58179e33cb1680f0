import { BlockStack, ProgressBar, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { TimeAgo } from "../frame/time-ago.tsx";

export type ExportView = {
  id: string;
  state: "queued" | "running" | "ready" | "failed" | "expired";
  personName: string;
  images: number;
  done: number;
  bytes: number;
  createdAt: string;
  readyUntil: string | null;
  failure: ErrorCode | null;
};

const HEADINGS: Record<ExportView["state"], TextKey> = {
  queued: "privacy.exportBeingMade",
  running: "privacy.exportBeingMade",
  ready: "privacy.exportReady",
  failed: "privacy.exportFailed",
  expired: "privacy.exportExpired",
};

/** How far an export is, or what became of it. */
export function ExportStanding(made: ExportView) {
  const { t } = useTexts();
  const isUnderWay = made.state === "queued" || made.state === "running";
  return (
    <BlockStack gap={isUnderWay ? "200" : "100"}>
      <Text as="h2" variant="headingSm">
        {t(HEADINGS[made.state])}
      </Text>
      {isUnderWay ? <Progress {...made} /> : <Outcome {...made} />}
    </BlockStack>
  );
}

function Progress({ done, images }: ExportView) {
  const { t } = useTexts();
  const shown = Math.min(done, images);
  return (
    <>
      <ProgressBar progress={images > 0 ? (shown / images) * 100 : 0} size="small" animated={false} />
      <div aria-live="polite">
        <Text as="p">{t("privacy.packed", { done: shown, images })}</Text>
      </div>
      <Text as="p" variant="bodySm" tone="subdued">
        {t("privacy.exportGoesOn")}
      </Text>
    </>
  );
}

function Outcome({ state, personName, done, bytes: size, createdAt, readyUntil, failure }: ExportView) {
  const { t, rich, bytes, day } = useTexts();
  return (
    <>
      {state === "ready" && readyUntil && (
        <Text as="p">
          {t("privacy.exportHolds", { images: done, size: bytes(size), day: day(readyUntil) })}
        </Text>
      )}
      {failure && <Text as="p">{t(`errors.${failure}`)}</Text>}
      <Text as="p" variant="bodySm" tone="subdued" breakWord>
        {rich<ReactNode>("privacy.askedForBy", {
          name: personName,
          person: (name) => <bdi key="person">{name}</bdi>,
          when: () => <TimeAgo key="when" at={createdAt} />,
        })}
      </Text>
    </>
  );
}
