import { Button, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  altText: string;
  isBusy: boolean;
  error?: ErrorCode;
  /** Counts how often somebody asked for it by its key: then it has the focus. */
  asked?: number;
  onSave: (altText: string) => void;
};

/** The alt text an image will be published with. */
export function AltTextField({ altText, isBusy, error, asked = 0, onSave }: Props) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(altText);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked > 0) place.current?.querySelector("input")?.focus();
  }, [asked]);
  const canSave = typed.trim() !== "" && (typed.trim() !== altText || error !== undefined);
  return (
    <div ref={place}>
      <TextField
        label={t("review.altText")}
        value={typed}
        onChange={setTyped}
        maxLength={512}
        autoComplete="off"
        error={error && t(`errors.${error}`)}
        helpText={t("review.altTextHelp")}
        connectedRight={
          <Button disabled={!canSave} loading={isBusy} onClick={() => onSave(typed.trim())}>
            {t("review.save")}
          </Button>
        }
      />
    </div>
  );
}
