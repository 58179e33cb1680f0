import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { z } from "zod";
import { useTexts } from "../texts/speaking.tsx";
import { BatchPanel } from "../ui/home/batch-panel.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { isMoving } from "../ui/batches/batch-list.tsx";
import { Parked } from "../ui/batches/parked.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { useWhileVisible } from "../ui/frame/use-while-visible.ts";
import { Dashboard } from "../ui/home/dashboard.tsx";
import { FirstSteps } from "../ui/home/first-steps.tsx";
import { Needs } from "../ui/home/needs.tsx";
import { RecentImages } from "../ui/home/recent-images.tsx";
import { SamplePanel } from "../ui/home/sample-panel.tsx";
import { ExpiryWarning } from "../ui/retention/expiry-warning.tsx";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { homeView } from "./edge/home-view.server.ts";
import { newFormToken, readForm } from "./edge/input.server.ts";
import type { action as decisionsAction } from "./app.review_.decisions.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const POLL_MS = 3_000;
/** One image is on its way, and somebody waits for it. */
const SAMPLE_POLL_MS = 1_500;

const HomeAction = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sample") }),
  z.object({ intent: z.literal("retry"), code: z.string().max(64) }),
]);

export const loader = embeddedLoader(async ({ shop, services }) => ({
  ...(await homeView(services, shop)),
  formToken: newFormToken(),
}));

export const action = embeddedAction(async ({ request, shop, person, admin, services }) => {
  const form = await readForm(request, HomeAction);
  switch (form.intent) {
    case "sample":
      await services.batches.takeSample({ shop, person, admin });
      return { ok: true };
    case "retry":
      await services.batches.retryLatelyFailed(shop, person, form.code);
      return { ok: true };
  }
});

export default function Home() {
  const { t } = useTexts();
  const home = useLoaderData<typeof loader>();
  const { steps, sample, dashboard, batches, images, expiring, formToken } = home;
  const { parked, ...needs } = home.needs;
  const { revalidate, state } = useRevalidator();
  const acting = useFetcher<typeof action>();
  const deciding = useFetcher<typeof decisionsAction>();
  const isComing = sample?.state === "coming";
  useWhileVisible(isComing || batches.some(isMoving), isComing ? SAMPLE_POLL_MS : POLL_MS, () => {
    if (state === "idle") revalidate();
  });
  const act = (fields: Record<string, string>) => acting.submit({ ...fields, formToken }, { method: "post" });
  const isBusy = acting.state !== "idle";
  return (
    <Screen
      title="Packshot"
      actions={
        dashboard && (
          <Button variant="primary" url="/app/products">
            {t("home.choosePhotos")}
          </Button>
        )
      }
    >
      <ExpiryWarning {...expiring} />
      <FailureBanner code={failureIn(deciding.data) ?? (sample ? undefined : failureIn(acting.data))} />
      <Parked parked={parked} />
      <Needs {...needs} isBusy={isBusy} onRetry={(code) => act({ intent: "retry", code })} />
      {!dashboard && (
        <FirstSteps done={steps} isWaiting={images.some(({ decision }) => decision === "undecided")} />
      )}
      {sample && (
        <SamplePanel
          sample={sample}
          isBusy={isBusy || deciding.state !== "idle"}
          failure={failureIn(acting.data)}
          onTake={() => act({ intent: "sample" })}
          onDecide={({ id, decision: before }, decision) =>
            deciding.submit(
              { decisions: JSON.stringify([{ imageId: id, decision, before }]), formToken },
              { method: "post", action: "/app/review/decisions" },
            )
          }
        />
      )}
      {dashboard ? <Dashboard {...dashboard} batches={batches} /> : <BatchPanel batches={batches} />}
      <RecentImages images={images} />
    </Screen>
  );
}
