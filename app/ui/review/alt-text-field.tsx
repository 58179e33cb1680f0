import { Button, TextField } from "@shopify/polaris";
import { useState } from "react";

type Props = { altText: string; isBusy: boolean; error?: string; onSave: (altText: string) => void };

/** The alt text an approved image will be published with. */
export function AltTextField({ altText, isBusy, error, onSave }: Props) {
  const [typed, setTyped] = useState(altText);
  const canSave = typed.trim() !== "" && (typed.trim() !== altText || error !== undefined);
  return (
    <TextField
      label="Alt text"
      value={typed}
      onChange={setTyped}
      maxLength={512}
      autoComplete="off"
      error={error}
      helpText="What the image shows, for people who cannot see it. It is published with the image."
      connectedRight={
        <Button disabled={!canSave} loading={isBusy} onClick={() => onSave(typed.trim())}>
          Save
        </Button>
      }
    />
  );
}
