import { redirect } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { Banner, Button, InlineStack } from "@shopify/polaris";
import { z } from "zod";
import { PackshotError } from "../platform/errors.ts";
import { PLACEMENTS } from "../publishing/placement.ts";
import { useTexts } from "../texts/speaking.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Panel } from "../ui/frame/panel.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { PublishForm } from "../ui/publish/publish-form.tsx";
import { PublishProduct } from "../ui/publish/publish-product.tsx";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, jsonOf, newFormToken, readForm } from "./edge/input.server.ts";
import { publishSearch } from "./edge/publish-search.server.ts";
import { productsAhead } from "./edge/publish-view.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const Where = z.object({
  placement: z.enum(PLACEMENTS),
  onVariants: z.enum(["yes", "no"]).default("no"),
});
const PublishingForm = z.discriminatedUnion("intent", [
  Where.extend({
    intent: z.literal("publish"),
    imageIds: jsonOf(z.array(Id).min(1).max(1_000)),
    to: Id.optional(),
  }),
  Where.extend({ intent: z.literal("publish_batch"), batchId: Id, asOf: z.iso.datetime() }),
]);

/** What publishing would do. Nothing is written by looking. */
export const loader = embeddedLoader(async ({ request, shop, person, admin, services }) => {
  const { defaultPlacement } = await services.settings.of(shop);
  const { batch, ...wanted } = publishSearch(request, defaultPlacement);
  const asOf = wanted.asOf ?? new Date();
  const counts = batch === undefined ? null : await batchCounts(services, shop, batch);
  // All of a large batch may be on its products: nothing is looked for that is not there.
  const scope = counts?.publishable === 0 ? { imageIds: [] } : wanted.scope;
  const ahead = await services.publishing.dryRun(shop, admin, { ...wanted, scope, asOf });
  const { products, imageIds, ...rest } = ahead;
  return {
    ...rest,
    ...{ imageIds, batch, placement: wanted.placement, onVariants: wanted.onVariants },
    products: await productsAhead(services, shop, products),
    count: imageIds?.length ?? counts?.publishable ?? 0,
    asOf: asOf.toISOString(),
    canEditProducts: person.canEditProducts,
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, editor, admin, services }) => {
  const form = await readForm(request, PublishingForm);
  const { placement } = form;
  const onVariants = form.onVariants === "yes";
  const person = await editor();
  if (form.intent === "publish_batch") {
    const { batchId } = form;
    await services.publishing.publishBatch(shop, person, {
      ...{ placement, onVariants, batchId, asOf: new Date(form.asOf) },
    });
    return redirect(`/app/published?batch=${batchId}`);
  }
  const target = form.to === undefined ? null : await services.catalog.product(admin, form.to);
  if (form.to !== undefined && !target) throw new PackshotError("product_deleted", { product: form.to });
  await services.publishing.publish(shop, person, {
    ...{ placement, onVariants, imageIds: form.imageIds },
    to: target ? { productId: target.id, productTitle: target.title } : undefined,
  });
  return redirect("/app/published");
});

type Services = Parameters<Parameters<typeof embeddedLoader>[0]>[0]["services"];

async function batchCounts(services: Services, shop: string, batchId: string) {
  if (!(await services.batches.find(shop, batchId))) throw new PackshotError("not_found", { batch: batchId });
  return services.library.batchCounts(shop, batchId);
}

export default function Publish() {
  const { t } = useTexts();
  const data = useLoaderData<typeof loader>();
  const { products, count, leftOut, failure, to, next, asOf } = data;
  const { isBusy, refusal, publish } = usePublish();
  const [search, setSearch] = useSearchParams();
  const look = (change: Record<string, string>) =>
    setSearch({ ...Object.fromEntries(search), ...change }, { replace: true, preventScrollReset: true });
  return (
    <Screen title={t(to ? "publish.titleCopy" : "publish.title")} back={useBack(data)}>
      <FailureBanner code={refusal} />
      {failure && (
        <Banner tone="warning">
          <p>{t("publish.unread", { why: t(`errors.${failure}`) })}</p>
        </Banner>
      )}
      {products.length === 0 ? (
        <NothingHere
          heading={t("publish.nothing")}
          action={{ content: t("publish.review"), url: "/app/review" }}
        >
          {t("publish.nothingHelp")}
        </NothingHere>
      ) : (
        <>
          <PublishForm
            {...{ count, leftOut, isBusy, placement: data.placement, onVariants: data.onVariants }}
            copyTo={to?.productTitle ?? null}
            canPublish={data.canEditProducts}
            onLook={look}
            onPublish={publish}
          />
          <Panel padding="0">
            {products.map((product) => (
              <PublishProduct key={product.productId} product={product} />
            ))}
          </Panel>
          <InlineStack gap="200" align="center">
            {search.has("after") && (
              <Button onClick={() => setSearch(first(search))}>{t("publish.first")}</Button>
            )}
            {next && (
              <Button onClick={() => setSearch({ ...Object.fromEntries(search), after: next, asOf })}>
                {t("publish.more")}
              </Button>
            )}
          </InlineStack>
        </>
      )}
    </Screen>
  );
}

/** To what was looked at before: the image that is copied, the batch, or the review. */
function useBack({
  to,
  batch,
  imageIds,
}: Pick<ReturnType<typeof useLoaderData<typeof loader>>, "to" | "batch" | "imageIds">) {
  const { t } = useTexts();
  if (to) return { label: t("frame.library"), url: `/app/library/${imageIds?.[0] ?? ""}` };
  if (batch) return { label: t("frame.batches"), url: `/app/batches/${batch}` };
  return { label: t("frame.review"), url: "/app/review" };
}

function first(search: URLSearchParams): Record<string, string> {
  const { after: _after, ...rest } = Object.fromEntries(search);
  return rest;
}

/** What was listed is what is published. */
function usePublish() {
  const { imageIds, batch, to, asOf, placement, onVariants, formToken } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const where = { formToken, placement, onVariants: onVariants ? "yes" : "no" };
  const what: Record<string, string> = imageIds
    ? { intent: "publish", imageIds: JSON.stringify(imageIds), ...(to && { to: to.productId }) }
    : { intent: "publish_batch", batchId: batch ?? "", asOf };
  return {
    isBusy: fetcher.state !== "idle",
    refusal: failureIn(fetcher.data),
    publish: () => fetcher.submit({ ...where, ...what }, { method: "post" }),
  };
}
