import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { Banner, Button, InlineStack } from "@shopify/polaris";
import { z } from "zod";
import { PUBLISHED_SHOWS } from "../publishing/published-shows.ts";
import { useTexts } from "../texts/speaking.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Panel } from "../ui/frame/panel.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { useWhileVisible } from "../ui/frame/use-while-visible.ts";
import { CHOICES, type Choice } from "../ui/published/choices.ts";
import { ChooseForAll } from "../ui/published/choose-for-all.tsx";
import { PublishedActions } from "../ui/published/published-actions.tsx";
import { PublishedFilter } from "../ui/published/published-filter.tsx";
import { PublishedProduct } from "../ui/published/published-product.tsx";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, jsonOf, newFormToken, readForm, readSearch } from "./edge/input.server.ts";
import { publishedProductViews } from "./edge/publication-view.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** Products; each shows a few of its images. */
const PAGE = 10;
const POLL_MS = 1_500;

const Search = z.object({
  before: Id.optional(),
  batch: Id.optional(),
  show: z.enum(PUBLISHED_SHOWS).catch("all"),
});
const publicationIds = jsonOf(z.array(Id).min(1).max(250));
const PublishedForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("restore"), publicationIds }),
  z.object({ intent: z.literal("settle"), publicationIds }),
  z.object({ intent: z.literal("restore_batch"), batchId: Id }),
  z.object({ intent: z.literal("retry"), batchId: Id.optional() }),
  z.object({ intent: z.literal("choose"), choice: z.enum(CHOICES), batchId: Id.optional() }),
]);
type PublishedForm = z.infer<typeof PublishedForm>;

export const loader = embeddedLoader(async ({ request, shop, person, services }) => {
  const { before, batch, show } = readSearch(request, Search);
  const [page, counts] = await Promise.all([
    services.publishing.byProduct(shop, { batchId: batch, show, before, limit: PAGE }),
    services.publishing.counts(shop, batch),
  ]);
  const products = await publishedProductViews(services, shop, page.products);
  const { canEditProducts } = person;
  return { products, counts, show, batch, next: page.next, canEditProducts, formToken: newFormToken() };
});

export const action = embeddedAction(async ({ request, shop, editor, services }) => {
  const form = await readForm(request, PublishedForm);
  const { publishing } = services;
  const person = await editor();
  switch (form.intent) {
    case "restore":
      await publishing.restore(shop, person, form.publicationIds);
      break;
    case "settle":
      for (const id of form.publicationIds) await publishing.settle(shop, person, id);
      break;
    case "restore_batch":
      await publishing.restoreBatch(shop, person, form.batchId);
      break;
    case "retry":
      await publishing.retryFailed(shop, person, form.batchId);
      break;
    case "choose":
      if (form.choice === "leave") await publishing.leaveAsTheyAre(shop, person, { batchId: form.batchId });
      else await publishing.restoreChosen(shop, person, { batchId: form.batchId }, form.choice);
  }
  return { ok: true };
});

export default function Published() {
  const { products, counts, show, batch, next, canEditProducts } = useLoaderData<typeof loader>();
  const { send, isBusy, failure } = usePublishedForm();
  const { t } = useTexts();
  const urlFor = usePublishedUrl();
  usePolling(counts.moving > 0);
  return (
    <Screen title={t(batch ? "published.titleBatch" : "published.title")}>
      <FailureBanner code={failure} />
      {!canEditProducts && (
        <Banner tone="info">
          <p>{t("published.mayNotRestore")}</p>
        </Banner>
      )}
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <PublishedFilter show={show} counts={counts} urlFor={(value) => urlFor({ show: value })} />
        <PublishedActions
          batchId={batch}
          retryable={counts.retryable}
          live={counts.live}
          disabled={!canEditProducts || isBusy}
          onRetry={() => send({ intent: "retry", batchId: batch })}
          onRestore={() => send({ intent: "restore_batch", batchId: batch })}
        />
      </InlineStack>
      {counts.changed > 0 && show === "changed" && (
        <ChooseForAll
          count={counts.changed}
          disabled={!canEditProducts || isBusy}
          onChoose={(choice) => send({ intent: "choose", choice, batchId: batch })}
        />
      )}
      {products.length === 0 ? (
        <Nothing isFiltered={counts.all > 0} />
      ) : (
        <Panel padding="0">
          {products.map((product) => (
            <PublishedProduct
              key={product.productId}
              product={product}
              canRestore={canEditProducts}
              isBusy={isBusy}
              onRestore={(ids) => send({ intent: "restore", publicationIds: JSON.stringify(ids) })}
              onSettle={(id) => send({ intent: "settle", publicationIds: JSON.stringify([id]) })}
            />
          ))}
        </Panel>
      )}
      <Pages next={next} urlFor={urlFor} />
    </Screen>
  );
}

type Fields = {
  intent: PublishedForm["intent"];
  publicationIds?: string;
  batchId?: string;
  choice?: Choice;
};

function usePublishedForm() {
  const { formToken } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  return {
    send: ({ intent, ...fields }: Fields) => {
      const given = Object.entries(fields).filter(([, value]) => value !== undefined);
      fetcher.submit({ intent, formToken, ...Object.fromEntries(given) }, { method: "post" });
    },
    isBusy: fetcher.state !== "idle",
    failure: failureIn(fetcher.data),
  };
}

/** Stays with the batch and the filter. */
function usePublishedUrl() {
  const [search] = useSearchParams();
  return (change: Record<string, string>) => {
    const query = new URLSearchParams(change);
    for (const name of ["batch", "show"]) {
      const value = search.get(name);
      if (value && !query.has(name)) query.set(name, value);
    }
    return `/app/published?${query}`;
  };
}

function usePolling(isMoving: boolean) {
  const { revalidate, state } = useRevalidator();
  useWhileVisible(isMoving, POLL_MS, () => {
    if (state === "idle") revalidate();
  });
}

function Pages({ next, urlFor }: { next: string | null; urlFor: ReturnType<typeof usePublishedUrl> }) {
  const { t } = useTexts();
  const [search] = useSearchParams();
  return (
    <InlineStack gap="200" align="center">
      {search.has("before") && <Button url={urlFor({})}>{t("published.newest")}</Button>}
      {next && <Button url={urlFor({ before: next })}>{t("published.older")}</Button>}
    </InlineStack>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTexts();
  if (isFiltered)
    return <NothingHere heading={t("published.noneHere")}>{t("published.noneHereHelp")}</NothingHere>;
  return (
    <NothingHere
      heading={t("published.none")}
      action={{ content: t("published.review"), url: "/app/review" }}
    >
      {t("published.noneHelp")}
    </NothingHere>
  );
}
