import { useFetcher, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isDaysText } from "../privacy/days-text.ts";
import { useTexts } from "../texts/speaking.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { Screen } from "../ui/frame/screen.tsx";
import { GoingDays, type GoingDayView } from "../ui/retention/going-days.tsx";
import { KeptImages } from "../ui/retention/kept-images.tsx";
import { RetentionForm } from "../ui/retention/retention-form.tsx";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, jsonOf, newFormToken, readForm } from "./edge/input.server.ts";
import { retentionView } from "./edge/retention-view.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const Days = z
  .string()
  .refine(isDaysText)
  .transform((text) => (text.trim() === "" ? null : Number(text)));
const Moment = z.iso.datetime().transform((text) => new Date(text));
const imageIds = jsonOf(z.array(Id).min(1).max(1_000));

const RetentionAction = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("set"), days: Days, sure: z.enum(["yes", "no"]) }),
  z.object({ intent: z.enum(["keep", "stop_keeping"]), imageIds }),
  z.object({ intent: z.literal("keep_going"), from: Moment.optional(), to: Moment }),
]);

export const loader = embeddedLoader(async ({ shop, person, services }) => ({
  ...(await retentionView(services, shop)),
  canEdit: person.canEditProducts,
  formToken: newFormToken(),
}));

export const action = embeddedAction(async ({ request, shop, person, editor, services }) => {
  const form = await readForm(request, RetentionAction);
  switch (form.intent) {
    case "set":
      return {
        days: form.days?.toString() ?? "",
        wouldGo: await services.retention.set(shop, await editor(), {
          days: form.days,
          isSure: form.sure === "yes",
        }),
      };
    case "keep":
      await services.retention.keep(shop, person, form.imageIds);
      return { ok: true };
    case "stop_keeping":
      await services.retention.stopKeeping(shop, await editor(), form.imageIds);
      return { ok: true };
    case "keep_going":
      await services.retention.keepGoing(shop, person, form);
      return { ok: true };
  }
});

export default function Retention() {
  const { t } = useTexts();
  const { chosen, going, kept, canEdit, formToken } = useLoaderData<typeof loader>();
  const saving = useFetcher<typeof action>();
  const keeping = useFetcher<typeof action>();
  const post = { method: "post" } as const;
  const keep = (intent: string, imageId: string) =>
    keeping.submit({ intent, imageIds: JSON.stringify([imageId]), formToken }, post);
  const isBusy = keeping.state !== "idle";
  const asked = saving.data && "wouldGo" in saving.data ? saving.data : null;
  return (
    <Screen title={t("retention.title")} back={{ label: t("frame.privacy"), url: "/app/privacy" }}>
      <FailureBanner code={failureIn(saving.data) ?? failureIn(keeping.data)} />
      <RetentionForm
        key={chosen}
        days={chosen}
        canEdit={canEdit}
        isBusy={saving.state !== "idle"}
        asked={asked}
        onSave={(days, isSure) =>
          saving.submit({ intent: "set", days, sure: isSure ? "yes" : "no", formToken }, post)
        }
      />
      <GoingDays
        days={going}
        isBusy={isBusy}
        onKeep={(id) => keep("keep", id)}
        onKeepAll={(days) => keeping.submit({ intent: "keep_going", ...spanOf(days), formToken }, post)}
      />
      <KeptImages {...kept} canStop={canEdit} isBusy={isBusy} onStop={(id) => keep("stop_keeping", id)} />
    </Screen>
  );
}

/** From the first of these days to the end of the last. */
function spanOf(days: readonly GoingDayView[]): Record<string, string> {
  const [first, last] = [days[0], days.at(-1)];
  return { ...(first?.from && { from: first.from }), to: last?.to ?? "" };
}
