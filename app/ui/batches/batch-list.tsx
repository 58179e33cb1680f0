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
  images: number;
  done: number;
  failed: number;
};

/** Batches, each row one link. */
export function BatchList({ batches }: { batches: readonly BatchRow[] }) {
  return (
    <ul className={styles.list}>
      {batches.map((batch) => (
        <li key={batch.id}>
          <Link to={`/app/batches/${batch.id}`} className={styles.row}>
            <Row {...batch} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Row({ state, recipeName, personName, createdAt, images, done, failed }: BatchRow) {
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" variant="headingSm">
            {recipeName}
          </Text>
          <BatchState state={state} />
        </InlineStack>
        <Text as="span" tone="subdued">
          {done.toLocaleString("en")} of {count(images, "image")}
          {failed > 0 && ` · ${failed.toLocaleString("en")} failed`}
        </Text>
      </InlineStack>
      {state === "running" && (
        <ProgressBar size="small" tone="primary" progress={percentOf(done + failed, images)} />
      )}
      <Text as="span" variant="bodySm" tone="subdued">
        {personName} · <TimeAgo at={createdAt} />
      </Text>
    </BlockStack>
  );
}

export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}
