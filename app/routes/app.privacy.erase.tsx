import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { Button } from "@shopify/polaris";
import { z } from "zod";
import { WINDOWS } from "../privacy/windows.ts";
import { useTexts } from "../texts/speaking.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { Screen } from "../ui/frame/screen.tsx";
import { useWhileVisible } from "../ui/frame/use-while-visible.ts";
import { EraseForm } from "../ui/privacy/erase-form.tsx";
import { Erased } from "../ui/privacy/erased.tsx";
import { Erasing } from "../ui/privacy/erasing.tsx";
import { WhatGoes } from "../ui/privacy/what-goes.tsx";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { newFormToken, readForm } from "./edge/input.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const POLL_MS = 1_500;

const EraseFields = z.object({ typed: z.string().max(200) });

export const loader = embeddedLoader(
  async ({ shop, person, services }) => {
    const isErasing = await services.privacy.isErasing(shop);
    const [last, goes] = await Promise.all([
      services.privacy.lastErasure(shop),
      services.privacy.whatWouldGo(shop),
    ]);
    const erasure = last && {
      ...{ images: last.counts.images ?? 0, files: filesIn(last.counts) },
      finishedAt: last.finishedAt?.toISOString() ?? null,
    };
    const { canEditProducts: canErase } = person;
    return { shop, isErasing, erasure, goes, canErase, formToken: newFormToken() };
  },
  { whileErasing: true },
);

export const action = embeddedAction(async ({ request, shop, editor, services }) => {
  const { typed } = await readForm(request, EraseFields);
  await services.privacy.eraseEverything(shop, await editor(), typed);
  return { ok: true };
});

export default function Erase() {
  const { t } = useTexts();
  const { shop, isErasing, erasure, goes, canErase, formToken } = useLoaderData<typeof loader>();
  const erasing = useFetcher<typeof action>();
  const failure = failureIn(erasing.data);
  const isDone = erasing.data !== undefined && !failure;
  const { revalidate, state } = useRevalidator();
  useWhileVisible(isErasing, POLL_MS, () => {
    if (state === "idle") revalidate();
  });

  if (isErasing) {
    return (
      <Screen title={t("privacy.erase")} narrow>
        <Erasing shop={shop} images={erasure?.images ?? 0} files={erasure?.files ?? 0} />
      </Screen>
    );
  }
  return (
    <Screen title={t("privacy.erase")} back={{ label: t("frame.privacy"), url: "/app/privacy" }} narrow>
      {erasure?.finishedAt && <Erased {...erasure} finishedAt={erasure.finishedAt} />}
      <FailureBanner code={failure} />
      {isDone ? (
        <div>
          <Button url="/app">{t("privacy.goHome")}</Button>
        </div>
      ) : (
        <>
          <WhatGoes {...goes} billingYears={WINDOWS.ledger.years} />
          <EraseForm
            shop={shop}
            canErase={canErase}
            isBusy={erasing.state !== "idle"}
            onErase={(typed) => erasing.submit({ typed, formToken }, { method: "post" })}
          />
        </>
      )}
    </Screen>
  );
}

function filesIn(counts: Record<string, number>): number {
  return (counts.files ?? 0) + (counts.filesWithoutRow ?? 0);
}
