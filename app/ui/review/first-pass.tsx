import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ActionBar } from "../frame/action-bar.tsx";

type Props = {
  /** Still without a decision, counted no further than a person wants to know. */
  left: number;
  marked: number;
  /** The second pass begins: what is marked is rejected. */
  onSecondPass: () => void;
  canUndo: boolean;
  onUndo: () => void;
};

/** The first pass, and the step from it to the second. */
export function FirstPass({ left, marked, onSecondPass, canUndo, onUndo }: Props) {
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
      <InlineStack gap="200">
        {canUndo && (
          <Button size="large" variant="tertiary" onClick={onUndo}>
            {t("review.undo")}
          </Button>
        )}
        <Button variant={marked > 0 ? "primary" : "secondary"} size="large" onClick={onSecondPass}>
          {t("review.goCompare", { marked })}
        </Button>
      </InlineStack>
    </ActionBar>
  );
}
