import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ActionBar } from "../frame/action-bar.tsx";
import type { Pass } from "./view-switch.tsx";

type Props = {
  pass: Pass;
  /** Still without a decision, counted no further than a person wants to know. */
  left: number;
  marked: number;
  selected: number;
  onApprove: () => void;
  onReject: () => void;
  onUnselect: () => void;
  /** The second pass begins: what is marked is rejected. */
  onSecondPass: () => void;
};

/** The next step: for what is selected, or from the first pass to the second. */
export function DeskBar({ selected, ...props }: Props) {
  if (selected > 0) return <Selection selected={selected} {...props} />;
  if (props.pass !== 1 || props.left === 0) return null;
  return <FirstPass {...props} />;
}

function FirstPass({ left, marked, onSecondPass }: Omit<Props, "selected" | "pass">) {
  const { t, counted } = useTexts();
  return (
    <ActionBar label={t("review.progress")}>
      <div>
        <Text as="p" variant="headingSm">
          {t("review.pass1")}
        </Text>
        <Text as="p" tone="subdued">
          {t("review.left", { count: left, shown: counted(left), marked })}
        </Text>
      </div>
      <Button variant={marked > 0 ? "primary" : "secondary"} size="large" onClick={onSecondPass}>
        {t("review.goCompare", { marked })}
      </Button>
    </ActionBar>
  );
}

function Selection({ selected, onApprove, onReject, onUnselect }: Omit<Props, "pass">) {
  const { t } = useTexts();
  return (
    <ActionBar label={t("review.selection")}>
      <Text as="p" variant="headingSm">
        {t("review.selected", { count: selected })}
      </Text>
      <InlineStack gap="200">
        <Button size="large" variant="tertiary" onClick={onUnselect}>
          {t("review.unselect")}
        </Button>
        <Button size="large" onClick={onReject}>
          {t("review.reject")}
        </Button>
        <Button size="large" variant="primary" onClick={onApprove}>
          {t("review.approve")}
        </Button>
      </InlineStack>
    </ActionBar>
  );
}
