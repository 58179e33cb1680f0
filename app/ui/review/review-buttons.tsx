import { Badge, Button, InlineStack, Text } from "@shopify/polaris";
import type { Decision } from "./review-state.ts";
import styles from "./review-buttons.module.css";

type Props = {
  decision: Decision;
  position: string;
  canUndo: boolean;
  onApprove: () => void;
  onReject: () => void;
  onUndo: () => void;
  onMove: (by: number) => void;
};

/** Everything the keyboard does, for the hand: each button names its key. */
export function ReviewButtons({ decision, position, canUndo, onApprove, onReject, onUndo, onMove }: Props) {
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Button variant="primary" size="large" onClick={onApprove} pressed={decision === "approved"}>
          Approve
        </Button>
        <Button size="large" onClick={onReject} pressed={decision === "rejected"}>
          Reject
        </Button>
        <Button size="large" variant="tertiary" onClick={onUndo} disabled={!canUndo}>
          Undo
        </Button>
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <span aria-live="polite">
          <DecisionBadge decision={decision} />
        </span>
        <Button accessibilityLabel="Previous image" onClick={() => onMove(-1)}>
          ←
        </Button>
        <Text as="span" tone="subdued" numeric>
          {position}
        </Text>
        <Button accessibilityLabel="Next image" onClick={() => onMove(1)}>
          →
        </Button>
      </InlineStack>
      <p className={styles.keys}>
        <kbd>A</kbd> approve <kbd>X</kbd> reject <kbd>U</kbd> undo <kbd>←</kbd> <kbd>→</kbd> move
      </p>
    </InlineStack>
  );
}

function DecisionBadge({ decision }: { decision: Decision }) {
  if (decision === "undecided") return null;
  return decision === "approved" ? (
    <Badge tone="success">Approved</Badge>
  ) : (
    <Badge tone="critical">Rejected</Badge>
  );
}
