import { Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

export type View = "grid" | "one";

/** 1: what is obviously wrong is marked; 2: the rest is compared; null: a look at what is decided. */
type Pass = 1 | 2 | null;

type Props = { view: View; pass: Pass; left: number; onChange: (view: View) => void; onHelp: () => void };

/** All as a grid, or one pair large; and how much is left to look at. */
export function ViewSwitch({ view, pass, left, onChange, onHelp }: Props) {
  const { t, counted } = useTexts();
  return (
    <InlineStack gap="300" blockAlign="center">
      <ButtonGroup>
        <ButtonGroup variant="segmented">
          <Button pressed={view === "grid"} onClick={() => onChange("grid")}>
            {t("review.grid")}
          </Button>
          <Button pressed={view === "one"} onClick={() => onChange("one")}>
            {t("review.one")}
          </Button>
        </ButtonGroup>
        <Button accessibilityLabel={t("review.help")} onClick={onHelp}>
          ?
        </Button>
      </ButtonGroup>
      {pass === 2 && (
        <Text as="p" tone="subdued">
          {t("review.pass2", { count: left, shown: counted(left) })}
        </Text>
      )}
    </InlineStack>
  );
}
