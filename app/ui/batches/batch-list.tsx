import { Link } from "@remix-run/react";
import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { SelectionSummary } from "../../generation/selection.ts";
import { useTexts } from "../../texts/speaking.tsx";
import type { Texts } from "../../texts/texts.ts";
import { TimeAgo } from "../frame/time-ago.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import styles from "./batch-list.module.css";
import { BatchState } from "./batch-state.tsx";
import { batchSourceWords } from "./source-words.ts";

export type BatchRow = {
  id: string;
  state: string;
  recipeKey: string;
  recipeName: string;
  personName: string;
  createdAt: string;
  source: SelectionSummary;
  firstProduct: string | null;
  photos: number;
  /** Images it makes in the end. */
  total: number;
  done: number;
  failed: number;
  /** Its products could not be read. */
  hasFailed: boolean;
};

/** Batches, each row one link. */
export function BatchList({ batches }: { batches: readonly BatchRow[] }) {
  return (
    <ul className={styles.list}>
      {batches.map((batch) => (
        <li key={batch.id}>
          <Link to={`/app/batches/${batch.id}`} className={styles.row}>
            <Row batch={batch} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Row({ batch }: { batch: BatchRow }) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const { state, personName, createdAt, total, done, failed } = batch;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" variant="headingSm">
            {nameOf(batch)}
          </Text>
          <BatchState state={batch.hasFailed ? "unquoted" : state} />
        </InlineStack>
        <Text as="span" tone="subdued">
          {amountOf(t, batch)}
        </Text>
      </InlineStack>
      {(state === "running" || state === "paused") && (
        <ProgressBar size="small" tone="primary" progress={percentOf(done + failed, total)} />
      )}
      <Text as="span" variant="bodySm" tone="subdued" breakWord>
        <span className={styles.words}>
          <span dir="auto">{batchSourceWords(t, batch)}</span>
        </span>
      </Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {personName} · <TimeAgo at={createdAt} />
      </Text>
    </BlockStack>
  );
}

function amountOf(t: Texts["t"], batch: BatchRow): string {
  const { state, photos, total, done, failed, hasFailed } = batch;
  if (hasFailed) return "";
  if (state === "collecting") return t("batches.photosSoFar", { photos });
  if (state === "quoted") return t("batches.imageCount", { count: total });
  return failed > 0
    ? t("batches.doneOfFailed", { done, total, failed })
    : t("batches.doneOf", { done, total });
}

/** Whether anything about the row changes by itself. */
export function isMoving({ state, hasFailed }: BatchRow): boolean {
  return (state === "running" || state === "collecting") && !hasFailed;
}

export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
