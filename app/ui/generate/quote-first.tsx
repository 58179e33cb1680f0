import { Checkbox } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";

type Props = { isWanted: boolean; onChange: (isWanted: boolean) => void };

/** Chosen photos start at once; who wants to see more before, asks for it. */
export function QuoteFirst({ isWanted, onChange }: Props) {
  return (
    <Panel>
      <Checkbox
        label="Show me a quote first"
        helpText="With the time it takes, and a try on one photo. Nothing starts before you say so."
        name="quoteFirst"
        value="yes"
        checked={isWanted}
        onChange={onChange}
      />
    </Panel>
  );
}
