import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import type { Texts } from "../../texts/texts.ts";
import { errorCode } from "../frame/failure.ts";

type FailureView = { code: string; count: number; products: readonly string[] };

type Props = {
  failures: readonly FailureView[];
  isBusy: boolean;
  /** Null where nothing can be tried again: the batch was cancelled. */
  onRetry: ((code?: string) => void) | null;
};

/** What failed, grouped by cause: what to do about it, which products, and a way to try that group again. */
export function Failures({ failures, isBusy, onRetry }: Props) {
  const { t } = useTexts();
  const total = failures.reduce((sum, failure) => sum + failure.count, 0);
  if (total === 0) return null;
  return (
    <Banner tone="warning" title={t("batches.failed", { count: total })}>
      <BlockStack gap="400">
        {failures.map((failure) => (
          <Failure key={failure.code} {...failure}>
            {onRetry && (
              <Button
                size="slim"
                disabled={isBusy}
                onClick={() => onRetry(failure.code)}
                accessibilityLabel={t("batches.retryWhy", {
                  count: failure.count,
                  why: t(`errors.${errorCode(failure.code)}`),
                })}
              >
                {t("batches.retry", { count: failure.count })}
              </Button>
            )}
          </Failure>
        ))}
        {onRetry && failures.length > 1 && (
          <div>
            <Button loading={isBusy} onClick={() => onRetry()}>
              {t("batches.retryAll", { count: total })}
            </Button>
          </div>
        )}
      </BlockStack>
    </Banner>
  );
}

function Failure({ code, count, products, children }: FailureView & { children: ReactNode }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
      <div style={{ minWidth: 0 }}>
        <Text as="p" breakWord>
          {t("batches.failedWhy", { count, why: t(`errors.${errorCode(code)}`) })}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          <span dir="auto">{namesOf(texts, products)}</span>
        </Text>
      </div>
      <div style={{ flex: "none" }}>{children}</div>
    </InlineStack>
  );
}

const NAMED = 5;

function namesOf({ t, list }: Texts, products: readonly string[]): string {
  const left = products.length - NAMED;
  if (left <= 0) return list(products);
  return t("batches.namesAndMore", { names: products.slice(0, NAMED).join(", "), count: left });
}
