import { Link } from "@remix-run/react";
import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { TimeAgo } from "../frame/time-ago.tsx";
import { count } from "../frame/words.ts";
import styles from "./batch-list.module.css";
import { BatchState } from "./batch-state.tsx";

export type BatchRow = {
  id: string;
  state: string;
  recipeName: string;
  personName: string;
  createdAt: string;
  source: string;
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
  const { state, recipeName, personName, createdAt, total, done, failed } = batch;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" variant="headingSm">
            {recipeName}
          </Text>
          <BatchState state={batch.hasFailed ? "unquoted" : state} />
        </InlineStack>
        <Text as="span" tone="subdued">
          {amountOf(batch)}
        </Text>
      </InlineStack>
      {(state === "running" || state === "paused") && (
        <ProgressBar size="small" tone="primary" progress={percentOf(done + failed, total)} />
      )}
      <Text as="span" variant="bodySm" tone="subdued" breakWord>
        <span dir="auto" className={styles.words}>
          {sourceOf(batch)}
        </span>
      </Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {personName} · <TimeAgo at={createdAt} />
      </Text>
    </BlockStack>
  );
}

function amountOf({ state, photos, total, done, failed, hasFailed }: BatchRow): string {
  if (hasFailed) return "";
  if (state === "collecting") return `${count(photos, "photo")} so far`;
  if (state === "quoted") return count(total, "image");
  const failures = failed > 0 ? ` · ${failed.toLocaleString("en")} failed` : "";
  return `${done.toLocaleString("en")} of ${count(total, "image")}${failures}`;
}

/** What a batch was made from, with a product to know it by. */
export function sourceOf({
  source,
  firstProduct,
  photos,
}: Pick<BatchRow, "source" | "firstProduct" | "photos">): string {
  if (!firstProduct) return source;
  return photos > 1 ? `${source} · ${firstProduct} and more` : `${source} · ${firstProduct}`;
}

/** Whether anything about the row changes by itself. */
export function isMoving({ state, hasFailed }: BatchRow): boolean {
  return (state === "running" || state === "collecting") && !hasFailed;
}

export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
