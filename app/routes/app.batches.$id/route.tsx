import {
  useActionData,
  useLoaderData,
  useNavigation,
  useRevalidator,
  useSearchParams,
  useSubmit,
} from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { useEffect } from "react";
import { useTexts } from "../../texts/speaking.tsx";
import { BatchControls } from "../../ui/batches/batch-controls.tsx";
import { BatchState } from "../../ui/batches/batch-state.tsx";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { failureIn } from "../../ui/frame/failure.ts";
import { Screen } from "../../ui/frame/screen.tsx";
import { useRecipeName } from "../../ui/generate/recipe-name.ts";
import { BulkProgress } from "../../ui/library/bulk-progress.tsx";
import { forgetSelection } from "../../ui/products/use-selection.ts";
import { actOnBatch } from "../edge/batch-action.server.ts";
import { batchView } from "../edge/batch-view.server.ts";
import { embeddedAction, embeddedLoader } from "../edge/embedded.server.ts";
import { idIn, newFormToken } from "../edge/input.server.ts";
import { useBulk } from "../edge/use-bulk.ts";
import { BatchAtWork } from "./batch-at-work.tsx";
import { BatchToBe } from "./batch-to-be.tsx";
import { useLiveBatch } from "./use-live-batch.ts";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

export const loader = embeddedLoader(async ({ shop, person, params, services }) => ({
  shop,
  formToken: newFormToken(),
  canEditProducts: person.canEditProducts,
  batch: await batchView(services, shop, idIn(params)),
  bulk: await services.library.bulkActions(shop),
}));

export const action = embeddedAction(actOnBatch);

export default function Batch() {
  const { t, counted } = useTexts();
  const nameOf = useRecipeName();
  const { shop, formToken, canEditProducts, batch, bulk: loaded } = useLoaderData<typeof loader>();
  const { progress, arrivals } = useLiveBatch(batch);
  const bulk = useBulk(loaded, useRevalidator().revalidate);
  const failure = failureIn(useActionData<typeof action>()) ?? bulk.failure;
  const isBusy = useNavigation().state === "submitting" || bulk.isBusy;
  const submit = useSubmit();
  useForgetSelection(shop);

  const send = (intent: string, fields: Record<string, string> = {}) =>
    submit({ intent, formToken, ...fields }, { method: "post" });
  const { undecided } = arrivals.counts;
  const { state } = progress;
  return (
    <Screen
      title={nameOf(batch)}
      back={{ label: t("frame.batches"), url: "/app/batches" }}
      aside={<BatchState state={progress.failureCode ? "unquoted" : state} />}
      actions={
        <>
          {batch.triedQuote && (
            <Button url={`/app/batches/${batch.triedQuote}`}>{t("batches.backToQuote")}</Button>
          )}
          <BatchControls state={state} isBusy={isBusy} onSend={send} />
          {undecided > 0 && (
            <Button variant="primary" url={`/app/review?batch=${batch.id}`}>
              {t("batches.review", { count: undecided, shown: counted(undecided) })}
            </Button>
          )}
          {undecided === 0 && progress.done > 0 && (
            <Button url={`/app/review?batch=${batch.id}&show=approved`}>{t("batches.seeApproved")}</Button>
          )}
        </>
      }
    >
      <FailureBanner code={failure} />
      {state === "collecting" || state === "quoted" ? (
        <BatchToBe batch={batch} progress={progress} isBusy={isBusy} onSend={send} />
      ) : (
        <BatchAtWork
          batch={batch}
          progress={progress}
          arrivals={arrivals}
          canPublish={canEditProducts}
          isBusy={isBusy}
          onSend={send}
          onBulk={bulk.start}
        />
      )}
      <BulkProgress {...bulk} />
    </Screen>
  );
}

/** `started` is in the address when Generate led here; said once, it goes. */
function useForgetSelection(shop: string) {
  const [search, setSearch] = useSearchParams();
  const hasStarted = search.has("started");
  useEffect(() => {
    if (!hasStarted) return;
    forgetSelection(shop);
    setSearch({}, { replace: true });
  }, [hasStarted, shop, setSearch]);
}
