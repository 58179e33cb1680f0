import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { RepeatedCode } from "../../generation/retry-policy.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import type { Texts } from "../../texts/texts.ts";
import { Panel } from "../frame/panel.tsx";
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
  const texts = useTexts();
  const { t } = texts;
  const { total, done, failed, waits } = progress;
  const percent = percentOf(done + failed, total);
  const isAtWork = state === "running";
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingSm">
            {headingOf(t, state, progress)}
          </Text>
          <Text as="span" tone="subdued" numeric>
            {texts.percent(percent / 100)}
          </Text>
        </InlineStack>
        <ProgressBar progress={percent} tone={state === "done" ? "success" : "primary"} />
        <div aria-live="polite">
          <Text as="p" tone="subdued">
            {countsOf(t, progress)}
          </Text>
        </div>
        {isAtWork && <Text as="p">{paceOf(texts, progress)}</Text>}
        {waits.map((wait) => (
          <Text key={wait.code} as="p" variant="bodySm" tone="subdued">
            {t("batches.waits", { count: wait.count, why: t(waitKey(wait.code)) })}
          </Text>
        ))}
        {isAtWork && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t("batches.mayClose")}
          </Text>
        )}
      </BlockStack>
    </Panel>
  );
}

function headingOf(t: Texts["t"], state: string, { total, done, queued, running }: ProgressView): string {
  if (state === "running") return t("batches.making", { count: total });
  if (state === "paused" && running > 0) return t("batches.pausing");
  if (state === "paused") return t("batches.pausedAt", { count: done });
  if (state === "parked") return t("batches.waitingCount", { count: queued + running });
  if (state === "cancelled") return t("batches.cancelledAfter", { count: done });
  return t("batches.made", { count: done });
}

function paceOf({ t, duration }: Texts, { perMinute, etaSeconds }: ProgressView): string {
  const count = Math.round(perMinute);
  if (perMinute === 0) return t("batches.gettingGoing");
  return etaSeconds === null
    ? t("batches.pace", { count })
    : t("batches.paceReady", { count, time: duration(etaSeconds) });
}

const COUNTS = {
  done: "batches.countDone",
  running: "batches.countRunning",
  queued: "batches.countQueued",
  failed: "batches.countFailed",
  cancelled: "batches.countCancelled",
} as const;

function countsOf(t: Texts["t"], progress: ProgressView): string {
  return (["done", "running", "queued", "failed", "cancelled"] as const)
    .filter((state) => progress[state] > 0)
    .map((state) => t(COUNTS[state], { count: progress[state] }))
    .join(" · ");
}

const WAITS: Record<RepeatedCode, TextKey> = {
  model_busy: "batches.wait_model_busy",
  photo_unreachable: "batches.wait_photo_unreachable",
  shopify_unreachable: "batches.wait_shopify_unreachable",
  shopify_throttled: "batches.wait_shopify_throttled",
  store_unavailable: "batches.wait_store_unavailable",
  model_no_image: "batches.wait_model_no_image",
  model_bad_image: "batches.wait_model_bad_image",
  model_unchanged: "batches.wait_model_unchanged",
  model_timeout: "batches.wait_model_timeout",
  model_daily_limit: "batches.wait_model_daily_limit",
};

/** What happened, and that there is nothing to do. */
function waitKey(code: string): TextKey {
  const known: Partial<Record<string, TextKey>> = WAITS;
  return known[code] ?? "batches.wait_other";
}
