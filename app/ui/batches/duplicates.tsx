import { Checkbox } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";

type Props = { photos: number; isWanted: boolean; onChange: (isWanted: boolean) => void };

/** Photos that were through the same recipe before: left out unless the person wants them again. */
export function Duplicates({ photos, isWanted, onChange }: Props) {
  if (photos === 0) return null;
  return (
    <Panel>
      <Checkbox
        label={`Make ${photos === 1 ? "1 photo" : `${photos.toLocaleString("en")} photos`} again`}
        helpText={`${count(photos, "photo has", "photos have")} an image from the same recipe, format and model already.`}
        checked={isWanted}
        onChange={onChange}
      />
    </Panel>
  );
}
