import {
  useActionData,
  useFetcher,
  useLoaderData,
  useNavigation,
  useSearchParams,
  useSubmit,
} from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { useEffect } from "react";
import { z } from "zod";
import { PackshotError } from "../platform/errors.ts";
import { Arrivals } from "../ui/batches/arrivals.tsx";
import { BatchProgress } from "../ui/batches/batch-progress.tsx";
import { BatchState } from "../ui/batches/batch-state.tsx";
import { Failures } from "../ui/batches/failures.tsx";
import { ConfirmButton } from "../ui/frame/confirm-button.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { Screen } from "../ui/frame/screen.tsx";
import { useWhileVisible } from "../ui/frame/use-while-visible.ts";
import { count } from "../ui/frame/words.ts";
import { forgetSelection } from "../ui/products/use-selection.ts";
import { batchView } from "./edge/batch-view.server.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { idIn, newFormToken, readForm } from "./edge/input.server.ts";
import type { loader as progressLoader } from "./app.batches.$id_.progress.ts";

export { headers } from "./edge/embedded.server.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const POLL_MS = 600;

export const loader = embeddedLoader(async ({ shop, params, services }) => ({
  shop,
  formToken: newFormToken(),
  batch: await batchView(services, shop, idIn(params)),
}));

export const action = embeddedAction(async ({ request, shop, params, services }) => {
  const id = idIn(params);
  const { intent } = await readForm(request, z.object({ intent: z.enum(["cancel", "retry"]) }));
  if (!(await services.batches.find(shop, id))) throw new PackshotError("not_found", { batch: id });
  if (intent === "cancel") await services.batches.cancel(shop, id);
  else await services.batches.retryFailed(shop, id);
  return { ok: true };
});

export default function Batch() {
  const { shop, formToken, batch: loaded } = useLoaderData<typeof loader>();
  const poll = useFetcher<typeof progressLoader>();
  const batch = newest(loaded, poll.data);
  const failure = failureIn(useActionData<typeof action>());
  const isBusy = useNavigation().state === "submitting";
  const submit = useSubmit();
  const url = `/app/batches/${batch.id}`;

  useWhileVisible(batch.state === "running", POLL_MS, () => {
    if (poll.state === "idle") poll.load(`${url}/progress`);
  });
  useForgetSelection(shop);

  const send = (intent: string) => submit({ intent, formToken }, { method: "post" });
  return (
    <Screen
      title={batch.recipeName}
      back={{ label: "Batches", url: "/app/batches" }}
      aside={<BatchState state={batch.state} />}
      actions={
        <>
          {batch.state === "running" && (
            <ConfirmButton
              label="Cancel batch"
              question="Stop what is not made yet?"
              keep="Go on"
              confirm="Cancel batch"
              isBusy={isBusy}
              onConfirm={() => send("cancel")}
            />
          )}
          {batch.undecided > 0 && (
            <Button variant="primary" url={`/app/review?batch=${batch.id}`}>
              {`Review ${count(batch.undecided, "image")}`}
            </Button>
          )}
          {batch.undecided === 0 && batch.counts.done > 0 && (
            <Button url={`/app/review?batch=${batch.id}&show=approved`}>See approved</Button>
          )}
        </>
      }
    >
      <FailureBanner sentence={failure?.sentence} />
      <BatchProgress state={batch.state} counts={batch.counts} waits={batch.waits} />
      <Failures failures={batch.failures} isRetrying={isBusy} onRetry={() => send("retry")} />
      <Arrivals
        batchId={batch.id}
        images={batch.images}
        total={batch.counts.done}
        expected={batch.counts.queued + batch.counts.running}
      />
    </Screen>
  );
}

/** Revalidation after an action and the poll overtake each other. */
function newest<T extends { readAt: number }>(loaded: T, polled: T | undefined): T {
  return polled && polled.readAt > loaded.readAt ? polled : loaded;
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
