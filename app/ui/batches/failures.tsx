import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { errorCode } from "../frame/failure.ts";
import { count } from "../frame/words.ts";

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
    <Banner
      tone="warning"
      title={`${count(total, "image")} failed. You are not charged for ${total === 1 ? "it" : "them"}.`}
    >
      <BlockStack gap="400">
        {failures.map((failure) => (
          <Failure key={failure.code} {...failure}>
            {onRetry && (
              <Button
                size="slim"
                disabled={isBusy}
                onClick={() => onRetry(failure.code)}
                accessibilityLabel={`Retry ${count(failure.count, "image")}: ${t(`errors.${errorCode(failure.code)}`)}`}
              >
                {`Retry ${failure.count.toLocaleString("en")}`}
              </Button>
            )}
          </Failure>
        ))}
        {onRetry && failures.length > 1 && (
          <div>
            <Button loading={isBusy} onClick={() => onRetry()}>
              {`Retry all ${total.toLocaleString("en")}`}
            </Button>
          </div>
        )}
      </BlockStack>
    </Banner>
  );
}

function Failure({ code, count: amount, products, children }: FailureView & { children: ReactNode }) {
  const { t } = useTexts();
  return (
    <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
      <div style={{ minWidth: 0 }}>
        <Text as="p" breakWord>
          {count(amount, "image")}: {t(`errors.${errorCode(code)}`)}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          <span dir="auto">{namesOf(products)}</span>
        </Text>
      </div>
      <div style={{ flex: "none" }}>{children}</div>
    </InlineStack>
  );
}

const NAMED = 5;

function namesOf(products: readonly string[]): string {
  const names = products.slice(0, NAMED).join(", ");
  return products.length > NAMED ? `${names} and ${products.length - NAMED} more` : names;
}
