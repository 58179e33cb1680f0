import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { waitSentenceFor } from "../../platform/errors.ts";
import { Panel } from "../frame/panel.tsx";
import { aboutSeconds } from "../frame/time-words.ts";
import { count } from "../frame/words.ts";
import { percentOf } from "./batch-list.tsx";

export type ProgressView = {
  total: number;
  queued: number;
  running: number;
  done: number;
  failed: number;
  cancelled: number;
  /** Images that ended within the last minute; how long the rest takes at that rate, if that can be told. */
  perMinute: number;
  etaSeconds: number | null;
  /** What queued images wait for after an attempt that will be repeated. */
  waits: readonly { code: string; count: number }[];
};

/** How far a batch has come, in a bar and in words; screen readers hear the words change. */
export function BatchProgress({ state, progress }: { state: string; progress: ProgressView }) {
  const { total, done, failed, waits } = progress;
  const percent = percentOf(done + failed, total);
  const isAtWork = state === "running";
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingSm">
            {headingOf(state, progress)}
          </Text>
          <Text as="span" tone="subdued" numeric>
            {percent} %
          </Text>
        </InlineStack>
        <ProgressBar progress={percent} tone={state === "done" ? "success" : "primary"} />
        <div aria-live="polite">
          <Text as="p" tone="subdued">
            {wordsOf(progress)}
          </Text>
        </div>
        {isAtWork && <Text as="p">{paceOf(progress)}</Text>}
        {waits.map((wait) => (
          <Text key={wait.code} as="p" variant="bodySm" tone="subdued">
            {count(wait.count, "image")} waiting: {waitSentenceFor(wait.code)}
          </Text>
        ))}
        {isAtWork && (
          <Text as="p" variant="bodySm" tone="subdued">
            You can close this page. The work goes on.
          </Text>
        )}
      </BlockStack>
    </Panel>
  );
}

function headingOf(state: string, { total, done, queued, running }: ProgressView): string {
  if (state === "running") return `Making ${count(total, "image")}`;
  if (state === "paused")
    return running > 0 ? "Pausing: what is in progress ends first" : `Paused at ${count(done, "image")}`;
  if (state === "parked") return `${count(queued + running, "image")} waiting`;
  if (state === "cancelled") return `Cancelled after ${count(done, "image")}`;
  return `${count(done, "image")} made`;
}

function paceOf({ perMinute, etaSeconds }: ProgressView): string {
  const pace = perMinute > 0 ? `${count(Math.round(perMinute), "image")} a minute` : "Getting going";
  return etaSeconds === null ? pace : `${pace} · ready in ${aboutSeconds(etaSeconds)}`;
}

function wordsOf({ queued, running, done, failed, cancelled }: ProgressView): string {
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
