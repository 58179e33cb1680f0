import { Button, InlineStack, Text } from "@shopify/polaris";
import { ActionBar } from "../frame/action-bar.tsx";
import { count } from "../frame/words.ts";
import { productsIn, type Selection } from "./selection.ts";

type Props = { selection: Selection; limit: number; onClear: () => void };

/** What is chosen so far, always in reach. */
export function SelectionBar({ selection, limit, onClear }: Props) {
  const tooMany = selection.length > limit;
  const words = `${count(selection.length, "photo")} of ${count(productsIn(selection), "product")} chosen`;
  return (
    <>
      <div aria-live="polite">
        <Text as="p" visuallyHidden>
          {selection.length > 0 && words}
        </Text>
      </div>
      {selection.length > 0 && (
        <ActionBar label="Chosen photos">
          <Text as="p" variant="headingSm" tone={tooMany ? "critical" : undefined}>
            {words}
            {tooMany && `. One batch takes at most ${limit}.`}
          </Text>
          <InlineStack gap="200" blockAlign="center">
            <Button variant="tertiary" onClick={onClear}>
              Clear
            </Button>
            <Button variant="primary" url="/app/generate" disabled={tooMany}>
              Continue
            </Button>
          </InlineStack>
        </ActionBar>
      )}
    </>
  );
}
