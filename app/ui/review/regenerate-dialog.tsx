import { BlockStack, Button, ButtonGroup, InlineStack, Link, Text, TextField } from "@shopify/polaris";
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { MAX_INSTRUCTION } from "../../generation/instruction.ts";
import type { RegenerationPrice } from "../../generation/regenerated.server.ts";
import type { ErrorCode } from "../../platform/errors.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { FailureBanner } from "../frame/failure-banner.tsx";
import styles from "./regenerate-dialog.module.css";

type Props = {
  /** Null while it is looked up. */
  price: RegenerationPrice | null;
  isBusy: boolean;
  failure?: ErrorCode;
  /** Where the new image is made, once it was asked for. */
  batchUrl: string | null;
  onAsk: (instruction: string) => void;
  onClose: () => void;
};

/** Asks what shall be different when an image is made again, and says what it costs before it does. */
export function RegenerateDialog({ price, isBusy, failure, batchUrl, onAsk, onClose }: Props) {
  const { t, rich } = useTexts();
  const heading = useId();
  const [instruction, setInstruction] = useState("");
  const isShort = price !== null && price.credits > price.available;
  return (
    <Dialog labelledBy={heading} onClose={onClose}>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd" id={heading}>
          {t("regenerate.title")}
        </Text>
        <FailureBanner code={failure} />
        {batchUrl ? (
          <p role="status">
            {rich("regenerate.asked", { link: (words) => <Link url={batchUrl}>{words}</Link> })}
          </p>
        ) : (
          <>
            <TextField
              label={t("regenerate.instruction")}
              helpText={t("regenerate.instructionHelp")}
              value={instruction}
              onChange={setInstruction}
              maxLength={MAX_INSTRUCTION}
              showCharacterCount
              multiline={3}
              autoComplete="off"
            />
            <Cost price={price} />
          </>
        )}
        <InlineStack align="end">
          <ButtonGroup>
            <Button onClick={onClose}>{t(batchUrl ? "regenerate.close" : "regenerate.cancel")}</Button>
            {!batchUrl && (
              <Button
                variant="primary"
                loading={isBusy}
                disabled={price === null || isShort}
                onClick={() => onAsk(instruction)}
              >
                {price && price.credits > 0
                  ? t("regenerate.make", { credits: price.credits })
                  : t("regenerate.makeFree")}
              </Button>
            )}
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </Dialog>
  );
}

/** Of the same height before and after it is known. */
function Cost({ price }: { price: RegenerationPrice | null }) {
  const { t } = useTexts();
  return (
    <div className={styles.cost} aria-live="polite">
      {price === null ? (
        <Text as="p" tone="subdued">
          {t("regenerate.looking")}
        </Text>
      ) : (
        <>
          <Text as="p">{costOf(t, price)}</Text>
          {price.isFreeOnceRejected && (
            <Text as="p" tone="subdued">
              {t("regenerate.rejectFirst")}
            </Text>
          )}
        </>
      )}
    </div>
  );
}

function costOf(t: ReturnType<typeof useTexts>["t"], { credits, available }: RegenerationPrice): string {
  if (credits === 0) return t("regenerate.free");
  return t(credits > available ? "regenerate.short" : "regenerate.costs", { credits, available });
}

type DialogProps = { labelledBy: string; onClose: () => void; children: ReactNode };

/** The browser's own: it takes the focus, keeps it, closes with Escape, and gives it back. */
function Dialog({ labelledBy, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close(); // before it is taken away: the focus goes back to where it came from
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={labelledBy}
      onKeyDown={(event) => event.stopPropagation()} // the page's own keys rest
      onClose={() => {
        if (!dialog.current?.open) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
