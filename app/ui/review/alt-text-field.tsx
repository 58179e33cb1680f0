import { Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";

type Props = { altText: string; isBusy: boolean; error?: ErrorCode; onSave: (altText: string) => void };

/** The alt text an approved image will be published with. */
export function AltTextField({ altText, isBusy, error, onSave }: Props) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(altText);
  const canSave = typed.trim() !== "" && (typed.trim() !== altText || error !== undefined);
  return (
    <TextField
      label="Alt text"
      value={typed}
      onChange={setTyped}
      maxLength={512}
      autoComplete="off"
      error={error && t(`errors.${error}`)}
      helpText="What the image shows, for people who cannot see it. It is published with the image."
      connectedRight={
        <Button disabled={!canSave} loading={isBusy} onClick={() => onSave(typed.trim())}>
          Save
        </Button>
      }
    />
  );
}
