import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { z } from "zod";
import { WINDOWS } from "../../privacy/windows.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { ExportContents } from "../../ui/privacy/export-contents.tsx";
import { ExportPanel } from "../../ui/privacy/export-panel.tsx";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { failureIn } from "../../ui/frame/failure.ts";
import { Screen } from "../../ui/frame/screen.tsx";
import { useWhileVisible } from "../../ui/frame/use-while-visible.ts";
import { embeddedAction, embeddedLoader } from "../edge/embedded.server.ts";
import { exportView } from "../edge/export-view.server.ts";
import { Id, newFormToken, readForm } from "../edge/input.server.ts";
import { useFileAddress } from "../edge/use-file-address.ts";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

const POLL_MS = 2_000;

const Fields = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("make") }),
  z.object({ intent: z.literal("download"), id: Id }),
  z.object({ intent: z.literal("delete"), id: Id }),
]);

export const loader = embeddedLoader(async ({ shop, person, services }) => {
  const [latest] = await services.exports.list(shop, 1);
  return {
    latest: latest ? exportView(latest) : null,
    canExport: person.canEditProducts,
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, editor, services }) => {
  const fields = await readForm(request, Fields);
  const person = await editor();
  switch (fields.intent) {
    case "make":
      return { id: await services.exports.request(shop, person) };
    case "download":
      return { url: await services.exports.download(shop, person, fields.id) };
    case "delete":
      await services.exports.remove(shop, person, fields.id);
      return { ok: true };
  }
});

export default function Export() {
  const { t } = useTexts();
  const { latest, canExport, formToken } = useLoaderData<typeof loader>();
  const acting = useFetcher<typeof action>();
  const { revalidate, state } = useRevalidator();
  useWhileVisible(latest?.state === "queued" || latest?.state === "running", POLL_MS, () => {
    if (state === "idle") revalidate();
  });
  useFileAddress(acting.data);
  const submit = (fields: Record<string, string>) =>
    acting.submit({ ...fields, formToken }, { method: "post" });
  const intent = acting.formData?.get("intent");
  return (
    <Screen title={t("privacy.export")} back={{ label: t("frame.privacy"), url: "/app/privacy" }} narrow>
      <FailureBanner code={failureIn(acting.data)} />
      <ExportPanel
        {...{ latest, canExport }}
        busyWith={typeof intent === "string" ? intent : null}
        onMake={() => submit({ intent: "make" })}
        onDownload={(id) => submit({ intent: "download", id })}
        onDelete={(id) => submit({ intent: "delete", id })}
      />
      <ExportContents days={WINDOWS.exports.days} />
    </Screen>
  );
}
