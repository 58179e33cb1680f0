import { Checkbox } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";

type Props = { photos: number; isWanted: boolean; onChange: (isWanted: boolean) => void };

/** Photos that were through the same recipe before: left out unless the person wants them again. */
export function Duplicates({ photos, isWanted, onChange }: Props) {
  const { t } = useTexts();
  if (photos === 0) return null;
  return (
    <Panel>
      <Checkbox
        label={t("batches.makeAgain", { photos })}
        helpText={t("batches.makeAgainHelp", { photos })}
        checked={isWanted}
        onChange={onChange}
      />
    </Panel>
  );
}
