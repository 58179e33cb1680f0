import { Button, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  altText: string;
  isBusy: boolean;
  error?: ErrorCode;
  /** Somebody asked for it by its key: it takes the focus, and says so. */
  isAsked?: boolean;
  onFocused?: () => void;
  onSave: (altText: string) => void;
};

/** The alt text an image will be published with. */
export function AltTextField({ altText, isBusy, error, isAsked, onFocused, onSave }: Props) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(altText);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    place.current?.querySelector("input")?.focus();
    onFocused?.();
  }, [isAsked, onFocused]);
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
