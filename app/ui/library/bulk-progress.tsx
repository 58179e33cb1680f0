import { Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { XIcon } from "@shopify/polaris-icons";
import type { BulkActionShown } from "../../library/bulk.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";
import styles from "./bulk-progress.module.css";

type Does = {
  isBusy: boolean;
  onCancel: (id: string) => void;
  onUndo: (id: string) => void;
  onClose: () => void;
};

/** What is being done to many images, and what was done last: a slim line for each, always in sight. */
export function BulkProgress({ actions, ...does }: Does & { actions: readonly BulkActionShown[] }) {
  const { t } = useTexts();
  const running = actions.filter(({ state }) => state === "running").slice(-1); // the others wait for it
  const ended = actions.filter(({ state }) => state !== "running").slice(0, 1);
  return (
    <section className={styles.bar} aria-label={t("bulk.title")} hidden={actions.length === 0}>
      {[...running, ...ended].map((action) => (
        <Line key={action.id} action={action} {...does} />
      ))}
    </section>
  );
}

function Line({ action, isBusy, onCancel, onUndo, onClose }: Does & { action: BulkActionShown }) {
  const { t } = useTexts();
  const { id, kind, state, images, done, leftOut, by, canUndo } = action;
  const isRunning = state === "running";
  const says = isRunning ? RUNNING[kind] : state === "done" ? DONE[kind] : CANCELLED;
  return (
    <div className={styles.line}>
      <div className={styles.words} role="status">
        <Text as="p">{t(says, isRunning || state === "cancelled" ? { images, done } : { done })}</Text>
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          {leftOut > 0 ? t("bulk.byLeftOut", { name: by, count: leftOut }) : t("bulk.by", { name: by })}
        </Text>
      </div>
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        {isRunning && (
          <div className={styles.progress}>
            <ProgressBar progress={percentOf(done + leftOut, images)} size="small" tone="primary" />
          </div>
        )}
        {isRunning && (
          <Button disabled={isBusy} onClick={() => onCancel(id)}>
            {t("bulk.cancel")}
          </Button>
        )}
        {canUndo && (
          <Button disabled={isBusy} onClick={() => onUndo(id)}>
            {t("bulk.undo")}
          </Button>
        )}
        {!isRunning && (
          <Button variant="tertiary" icon={XIcon} accessibilityLabel={t("bulk.close")} onClick={onClose} />
        )}
      </InlineStack>
    </div>
  );
}

const RUNNING = {
  approve: "bulk.approving",
  reject: "bulk.rejecting",
  keep: "bulk.keeping",
  stop_keeping: "bulk.lettingGo",
  delete: "bulk.deleting",
  undo: "bulk.undoing",
} as const satisfies Record<BulkActionShown["kind"], TextKey>;

const DONE = {
  approve: "bulk.approved",
  reject: "bulk.rejected",
  keep: "bulk.kept",
  stop_keeping: "bulk.letGo",
  delete: "bulk.deleted",
  undo: "bulk.undone",
} as const satisfies Record<BulkActionShown["kind"], TextKey>;

const CANCELLED = "bulk.cancelled";

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.min(100, Math.round((part / whole) * 100));
}
