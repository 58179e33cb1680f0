import { Checkbox } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = { isWanted: boolean; onChange: (isWanted: boolean) => void };

/** Chosen photos start at once; who wants to see more before, asks for it. */
export function QuoteFirst({ isWanted, onChange }: Props) {
  const { t } = useTexts();
  return (
    <Panel>
      <Checkbox
        label={t("generate.quoteWanted")}
        helpText={t("generate.quoteWantedHelp")}
        name="quoteFirst"
        value="yes"
        checked={isWanted}
        onChange={onChange}
      />
    </Panel>
  );
}
