import { useTexts } from "../../texts/speaking.tsx";
import { ConfirmButton } from "../frame/confirm-button.tsx";

type Props = { undecided: number; isBusy: boolean; onApprove: () => void };

/** Approves all undecided images of a batch, after asking once. */
export function ApproveAllButton({ undecided, isBusy, onApprove }: Props) {
  const { t, counted } = useTexts();
  if (undecided === 0) return null;
  const all = { count: undecided, shown: counted(undecided) };
  return (
    <ConfirmButton
      label={t("review.approveAll", all)}
      question={t("review.approveAllAsk", all)}
      keep={t("review.approveAllNot")}
      confirm={t("review.approveAllYes")}
      isBusy={isBusy}
      onConfirm={onApprove}
    />
  );
}
