import { Button } from "@shopify/polaris";
import { ConfirmButton } from "../frame/confirm-button.tsx";

type Props = { state: string; isBusy: boolean; onSend: (intent: string) => void };

/** What can be done with the whole batch in its state. */
export function BatchControls({ state, isBusy, onSend }: Props) {
  if (state === "collecting" || state === "quoted") {
    return (
      <ConfirmButton
        label="Discard"
        question="Discard this quote?"
        keep="Keep it"
        confirm="Discard"
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
          Resume
        </Button>
      ) : (
        <Button loading={isBusy} onClick={() => onSend("pause")}>
          Pause
        </Button>
      )}
      <ConfirmButton
        label="Cancel batch"
        question="Stop what is not made yet?"
        keep="Go on"
        confirm="Cancel batch"
        isBusy={isBusy}
        onConfirm={() => onSend("cancel")}
      />
    </>
  );
}
