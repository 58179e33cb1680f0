import { Button } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";

type Props = { state: string; isBusy: boolean; onSend: (intent: string) => void };

/** What can be done with the whole batch in its state. */
export function BatchControls({ state, isBusy, onSend }: Props) {
  const { t } = useTexts();
  if (state === "collecting" || state === "quoted") {
    return (
      <ConfirmButton
        label={t("batches.discard")}
        question={t("batches.discardAsk")}
        keep={t("batches.keepQuote")}
        confirm={t("batches.discard")}
        isBusy={isBusy}
        onConfirm={() => onSend("discard")}
      />
    );
  }
  if (state !== "running" && state !== "parked" && state !== "paused") return null;
  return (
    <>
      {state === "paused" ? (
        <Button variant="primary" loading={isBusy} onClick={() => onSend("resume")}>
          {t("batches.resume")}
        </Button>
      ) : (
        <Button loading={isBusy} onClick={() => onSend("pause")}>
          {t("batches.pause")}
        </Button>
      )}
      <ConfirmButton
        label={t("batches.cancel")}
        question={t("batches.cancelAsk")}
        keep={t("batches.goOn")}
        confirm={t("batches.cancel")}
        isBusy={isBusy}
        onConfirm={() => onSend("cancel")}
      />
    </>
  );
}
