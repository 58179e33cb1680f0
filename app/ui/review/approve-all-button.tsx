import { counted } from "../../platform/counted.ts";
import { ConfirmButton } from "../frame/confirm-button.tsx";
import { countedOf } from "../frame/words.ts";

type Props = { undecided: number; isBusy: boolean; onApprove: () => void };

/** Approves all undecided images of a batch, after asking once. */
export function ApproveAllButton({ undecided, isBusy, onApprove }: Props) {
  if (undecided === 0) return null;
  return (
    <ConfirmButton
      label={`Approve all ${counted(undecided)}`}
      question={`Approve ${countedOf(undecided, "image")} unseen?`}
      keep="Go on reviewing"
      confirm="Approve all"
      isBusy={isBusy}
      onConfirm={onApprove}
    />
  );
}
