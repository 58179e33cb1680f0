import { useFetcher } from "@remix-run/react";
import { ApproveAllButton } from "../../ui/review/approve-all-button.tsx";

type Props = { batch: { id: string; undecided: number }; formToken: string };

/** Approves what nobody has looked at of the batch under review. */
export function ApproveAll({ batch, formToken }: Props) {
  const { submit, state } = useFetcher();
  return (
    <ApproveAllButton
      undecided={batch.undecided}
      isBusy={state !== "idle"}
      onApprove={() =>
        submit(
          { intent: "approve_all", batch: batch.id, formToken },
          { method: "post", action: "/app/review" },
        )
      }
    />
  );
}
