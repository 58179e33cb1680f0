import { BlockStack, Text } from "@shopify/polaris";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Moment } from "../frame/moment.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./image-details.module.css";

const EVENTS = {
  made: "library.wasMade",
  approved: "library.wasApproved",
  rejected: "library.wasRejected",
  takenBack: "library.wasTakenBack",
  altTextChanged: "library.wasReworded",
  regenerated: "library.wasRegenerated",
  kept: "library.wasKept",
  notKept: "library.wasNotKept",
  downloaded: "library.wasDownloaded",
  publishingAsked: "library.wasSent",
  live: "library.wentLive",
  restored: "library.wasRestored",
  partlyRestored: "library.wasPartlyRestored",
  expired: "library.hasExpired",
} as const satisfies Record<string, TextKey>;

export type HistoryEvent = keyof typeof EVENTS;
export type HistoryLine = {
  key: string;
  what: HistoryEvent;
  /** Empty: nobody in particular. */
  who: string;
  at: string;
};

/** What happened to an image and who did it, the newest first. */
export function ImageHistory({ lines }: { lines: readonly HistoryLine[] }) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("library.history")}
        </Text>
        <ol className={styles.history}>
          {lines.map(({ key, what, who, at }) => (
            <li key={key}>
              <Text as="p">{t(EVENTS[what])}</Text>
              <Text as="p" variant="bodySm" tone="subdued" breakWord>
                {who !== "" && (
                  <>
                    <bdi>{who}</bdi>
                    {" · "}
                  </>
                )}
                <Moment at={at} />
              </Text>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Panel>
  );
}
