import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { failureIn } from "../../ui/frame/failure.ts";
import { RegenerateDialog } from "../../ui/review/regenerate-dialog.tsx";
import type { action, loader } from "../app.review_.regenerate.ts";

const PATH = "/app/review/regenerate";

type Props = { image: { id: string }; onClose: () => void };

/** Has an image made again; opened where it is shown, and loaded when it is opened. */
export function Regenerating({ image: { id }, onClose }: Props) {
  const price = useFetcher<typeof loader>({ key: `regeneration-price-${id}` });
  const asking = useFetcher<typeof action>({ key: `regeneration-${id}` });
  const { load } = price;
  useEffect(() => load(`${PATH}?image=${id}`), [id, load]);
  const { data } = asking;
  const batchId = data && "batchId" in data ? data.batchId : null;

  function ask(instruction: string) {
    const { formToken = "", credits = 0 } = price.data ?? {};
    asking.submit(
      { imageId: id, instruction, formToken, credits: String(credits) },
      { method: "post", action: PATH },
    );
  }
  return (
    <RegenerateDialog
      price={price.data ?? null}
      isBusy={asking.state !== "idle"}
      failure={failureIn(data)}
      batchUrl={batchId && `/app/batches/${batchId}`}
      onAsk={ask}
      onClose={onClose}
    />
  );
}
