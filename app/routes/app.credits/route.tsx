import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import { z } from "zod";
import { isCapText } from "../../credits/cap-text.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Balance } from "../../ui/credits/balance.tsx";
import { CapsForm } from "../../ui/credits/caps-form.tsx";
import { HeldBatches } from "../../ui/credits/held-batches.tsx";
import { FailureBanner } from "../../ui/frame/failure-banner.tsx";
import { failureIn } from "../../ui/frame/failure.ts";
import { Screen } from "../../ui/frame/screen.tsx";
import { embeddedAction, embeddedLoader } from "../edge/embedded.server.ts";
import { Id, newFormToken, readForm, readSearch } from "../edge/input.server.ts";
import { ledgerLine } from "../edge/ledger-line.server.ts";
import { LedgerPanel } from "./ledger-panel.tsx";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

const PAGE = 50;
const HOLDING = 20;

const Search = z.object({ before: Id.optional(), show: z.enum(["all", "batches"]).catch("all") });
const Cap = z
  .string()
  .refine(isCapText)
  .transform((text) => (text.trim() === "" ? null : Number(text)));
const CapsFields = z.object({ batchCap: Cap, monthlyCap: Cap });

export const loader = embeddedLoader(async ({ request, shop, person, services }) => {
  const { before, show } = readSearch(request, Search);
  const account = await services.credits.account(shop); // first: the first look opens the account
  const [caps, holding, found] = await Promise.all([
    services.credits.caps(shop),
    services.credits.holding(shop, HOLDING),
    services.credits.entries(shop, { limit: PAGE + 1, before, whole: show === "all" }),
  ]);
  const lines = found.slice(0, PAGE).map(ledgerLine);
  return {
    account,
    caps: { batchCap: caps.batchCap?.toString() ?? "", monthlyCap: caps.monthlyCap?.toString() ?? "" },
    defaults: { batchCap: services.env.BATCH_CAP_CREDITS, monthlyCap: services.env.MONTHLY_CAP_CREDITS },
    holding,
    ledger: { lines, show, next: found.length > PAGE ? (lines.at(-1)?.id ?? null) : null, isFirst: !before },
    canEdit: person.canEditProducts,
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, editor, services }) => {
  const caps = await readForm(request, CapsFields);
  await services.credits.setCaps(shop, await editor(), caps);
  return { ok: true };
});

export default function Credits() {
  const { t } = useTexts();
  const { account, caps, defaults, holding, ledger, canEdit, formToken } = useLoaderData<typeof loader>();
  const saving = useFetcher<typeof action>();
  return (
    <Screen title={t("frame.credits")}>
      {account.suspended && (
        <Banner tone="warning">
          <p>{t("errors.shop_suspended")}</p>
        </Banner>
      )}
      <Balance {...account} />
      <HeldBatches batches={holding} />
      <FailureBanner code={failureIn(saving.data)} />
      <CapsForm
        key={`${caps.batchCap}/${caps.monthlyCap}`}
        caps={caps}
        defaults={defaults}
        canEdit={canEdit}
        isBusy={saving.state !== "idle"}
        onSave={(typed) => saving.submit({ ...typed, formToken }, { method: "post" })}
      />
      <LedgerPanel {...ledger} />
    </Screen>
  );
}
