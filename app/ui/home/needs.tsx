import { BlockStack, Button, Icon, InlineStack, Text } from "@shopify/polaris";
import { AlertTriangleIcon } from "@shopify/polaris-icons";
import { FAILED_DAYS } from "../../generation/failed-days.ts";
import { useTexts } from "../../texts/speaking.tsx";
import type { ParkedView } from "../batches/parked.tsx";
import { errorCode } from "../frame/failure.ts";
import { Panel } from "../frame/panel.tsx";
import styles from "./needs.module.css";

export type NeedsView = {
  /** Why nothing is generated just now. */
  parked: ParkedView | null;
  /** Why images failed lately, the most frequent first. */
  failed: readonly { code: string; count: number }[];
  /** Publications that failed or are unclear, and those to be restored on changed products: a person decides. */
  publications: { failed: number; changed: number };
};

type Props = Omit<NeedsView, "parked"> & { isBusy: boolean; onRetry: (code: string) => void };

const PUBLICATIONS = { failed: "home.publicationsFailed", changed: "home.publicationsChanged" } as const;

/** What does not go on by itself, by cause, each with what to do about it. */
export function Needs({ failed, publications, isBusy, onRetry }: Props) {
  const { t, counted } = useTexts();
  const total = failed.reduce((sum, { count }) => sum + count, 0);
  if (total + publications.failed + publications.changed === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center" wrap={false}>
          <span className={styles.icon}>
            <Icon source={AlertTriangleIcon} tone="caution" />
          </span>
          <Text as="h2" variant="headingSm">
            {t("home.needs")}
          </Text>
        </InlineStack>
        <ul className={styles.list}>
          {failed.map(({ code, count }) => {
            const why = t(`errors.${errorCode(code)}`);
            return (
              <li key={code}>
                <Text as="p" breakWord>
                  {t("batches.failedWhy", { count, why })}
                </Text>
                <Button
                  disabled={isBusy}
                  onClick={() => onRetry(code)}
                  accessibilityLabel={t("batches.retryWhy", { count, why })}
                >
                  {t("batches.retry", { count })}
                </Button>
              </li>
            );
          })}
          {(["failed", "changed"] as const).map((what) => {
            const count = publications[what];
            if (count === 0) return null;
            return (
              <li key={what}>
                <Text as="p" breakWord>
                  {t(PUBLICATIONS[what], { amount: counted(count), count })}
                </Text>
                <Button url={`/app/published?show=${what}`}>{t("home.seePublications")}</Button>
              </li>
            );
          })}
        </ul>
        {total > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t("home.failed", { count: total, days: FAILED_DAYS })}
          </Text>
        )}
      </BlockStack>
    </Panel>
  );
}
