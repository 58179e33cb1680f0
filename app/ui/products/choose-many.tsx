import { Button, InlineStack, Text } from "@shopify/polaris";
import { count } from "../frame/words.ts";

type Props = {
  /** Products that match, however many pages they fill. */
  total: number;
  /** The present search as a query; empty: the whole catalogue. */
  query: string;
  /** Products one batch takes. */
  limit: number;
};

/** Choosing without ticking: everything that matches, or a list from elsewhere. */
export function ChooseMany({ total, query, limit }: Props) {
  const isFiltered = query !== "";
  const isTooMany = total > limit;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p" tone="subdued">
        {isTooMany
          ? `${count(total, "product")}. One batch takes ${limit.toLocaleString("en")}: narrow the search.`
          : `${count(total, "product")}${isFiltered ? ` ${total === 1 ? "matches" : "match"}` : ""}`}
      </Text>
      <InlineStack gap="200" blockAlign="center">
        <Button url="/app/generate?from=list">Paste SKUs or handles</Button>
        {total > 0 && (
          <Button url={`/app/generate?from=search&${query}`} disabled={isTooMany}>
            {wordsOf(total, isFiltered)}
          </Button>
        )}
      </InlineStack>
    </InlineStack>
  );
}

function wordsOf(total: number, isFiltered: boolean): string {
  if (total === 1) return isFiltered ? "Choose the product that matches" : "Choose the product";
  return `Choose all ${count(total, "product")}${isFiltered ? " that match" : ""}`;
}
