import { Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

/** What was just done, for who does not see it. */
export type Saying = {
  what: "approved" | "rejected" | "undecided" | "undone" | "marked" | "unmarked";
  count: number;
  left: number;
};

export function Said({ said }: { said: Saying | null }) {
  const { t } = useTexts();
  return (
    <div role="status">
      <Text as="p" visuallyHidden>
        {said && t("review.said", said)}
      </Text>
    </div>
  );
}
