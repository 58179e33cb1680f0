import { ConfirmButton } from "../frame/confirm-button.tsx";
import { count } from "../frame/words.ts";

type Props = { undecided: number; isBusy: boolean; onApprove: () => void };

/** Approves all undecided images of a batch, after asking once. */
export function ApproveAllButton({ undecided, isBusy, onApprove }: Props) {
  if (undecided === 0) return null;
  return (
    <ConfirmButton
      label={`Approve all ${undecided.toLocaleString("en")}`}
      question={`Approve ${count(undecided, "image")} unseen?`}
      keep="Go on reviewing"
      confirm="Approve all"
      isBusy={isBusy}
      onConfirm={onApprove}
    />
  );
}
