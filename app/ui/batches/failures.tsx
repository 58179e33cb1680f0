import { Banner, BlockStack, Button, List, Text } from "@shopify/polaris";
import { sentenceFor } from "../../platform/errors.ts";
import { count } from "../frame/words.ts";

type Props = {
  failures: readonly { code: string; count: number; products: readonly string[] }[];
  isRetrying: boolean;
  onRetry: () => void;
};

/** What failed, grouped by cause, and one button to try all of it again. */
export function Failures({ failures, isRetrying, onRetry }: Props) {
  const total = failures.reduce((sum, failure) => sum + failure.count, 0);
  if (total === 0) return null;
  return (
    <Banner
      tone="warning"
      title={`${count(total, "image")} failed. You are not charged for ${total === 1 ? "it" : "them"}.`}
    >
      <BlockStack gap="300">
        <List>
          {failures.map((failure) => (
            <List.Item key={failure.code}>
              {count(failure.count, "image")}: {sentenceFor(failure.code)}
              <Text as="p" variant="bodySm" tone="subdued" breakWord>
                <span dir="auto">{namesOf(failure.products)}</span>
              </Text>
            </List.Item>
          ))}
        </List>
        <div>
          <Button onClick={onRetry} loading={isRetrying}>
            Retry failed
          </Button>
        </div>
      </BlockStack>
    </Banner>
  );
}

const NAMED = 5;

function namesOf(products: readonly string[]): string {
  const names = products.slice(0, NAMED).join(", ");
  return products.length > NAMED ? `${names} and ${products.length - NAMED} more` : names;
}
