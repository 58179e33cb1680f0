import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { FAILED_DAYS } from "../../generation/failed-days.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Parked, type ParkedView } from "../batches/parked.tsx";
import { errorCode } from "../frame/failure.ts";

export type NeedsView = {
  parked: ParkedView | null;
  /** Why images failed lately, the most frequent first. */
  failed: readonly { code: string; count: number }[];
  /** Publications that failed, or that are unclear: a person decides on the page that shows them. */
  publications: number;
};

type Props = { needs: NeedsView; isBusy: boolean; onRetry: (code: string) => void };

/** What does not go on by itself, by cause, each with what to do about it. */
export function Needs({ needs: { parked, failed, publications }, isBusy, onRetry }: Props) {
  const { t, counted } = useTexts();
  const total = failed.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Parked parked={parked} />
      {total > 0 && (
        <Banner tone="warning" title={t("home.failed", { count: total, days: FAILED_DAYS })}>
          <BlockStack gap="300">
            {failed.map(({ code, count }) => (
              <InlineStack key={code} align="space-between" blockAlign="start" gap="200" wrap={false}>
                <Text as="p" breakWord>
                  {t("batches.failedWhy", { count, why: t(`errors.${errorCode(code)}`) })}
                </Text>
                <div style={{ flex: "none" }}>
                  <Button
                    size="slim"
                    disabled={isBusy}
                    onClick={() => onRetry(code)}
                    accessibilityLabel={t("batches.retryWhy", { count, why: t(`errors.${errorCode(code)}`) })}
                  >
                    {t("batches.retry", { count })}
                  </Button>
                </div>
              </InlineStack>
            ))}
          </BlockStack>
        </Banner>
      )}
      {publications > 0 && (
        <Banner
          tone="warning"
          title={t("home.publicationsFailed", { amount: counted(publications), count: publications })}
        >
          <BlockStack gap="200" inlineAlign="start">
            <p>{t("home.publicationsFailedText")}</p>
            <Button size="slim" url="/app/published?show=failed">
              {t("home.seePublications")}
            </Button>
          </BlockStack>
        </Banner>
      )}
    </>
  );
}
