import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { waitSentenceFor } from "../../platform/errors.ts";
import { count } from "../frame/words.ts";
import { percentOf } from "./batch-list.tsx";

type Counts = { queued: number; running: number; done: number; failed: number; cancelled: number };

type Props = {
  state: string;
  counts: Counts;
  /** What queued images wait for after an attempt that will be repeated. */
  waits: readonly { code: string; count: number }[];
};

/** How far a batch has come, in a bar and in words; screen readers hear the words change. */
export function BatchProgress({ state, counts, waits }: Props) {
  const images = counts.queued + counts.running + counts.done + counts.failed + counts.cancelled;
  const percent = percentOf(counts.done + counts.failed, images);
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingSm">
            {headingOf(state, counts, images)}
          </Text>
          <Text as="span" tone="subdued" numeric>
            {percent} %
          </Text>
        </InlineStack>
        <ProgressBar progress={percent} tone={state === "running" ? "primary" : "success"} />
        <div aria-live="polite">
          <Text as="p" tone="subdued">
            {wordsOf(counts)}
          </Text>
        </div>
        {waits.map((wait) => (
          <Text key={wait.code} as="p" variant="bodySm" tone="subdued">
            {count(wait.count, "image")} waiting: {waitSentenceFor(wait.code)}
          </Text>
        ))}
        {state === "running" && (
          <Text as="p" variant="bodySm" tone="subdued">
            You can close this page. The work goes on.
          </Text>
        )}
      </BlockStack>
    </Panel>
  );
}

function headingOf(state: string, counts: Counts, images: number): string {
  if (state === "running") return `Making ${count(images, "image")}`;
  if (state === "cancelled") return `Cancelled after ${count(counts.done, "image")}`;
  return `${count(counts.done, "image")} made`;
}

function wordsOf({ queued, running, done, failed, cancelled }: Counts): string {
  const parts: [number, string][] = [
    [done, "done"],
    [running, "in progress"],
    [queued, "waiting"],
    [failed, "failed"],
    [cancelled, "cancelled"],
  ];
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount.toLocaleString("en")} ${word}`)
    .join(" · ");
}
