import { redirect } from "@remix-run/node";
import {
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useLocation,
  useSearchParams,
} from "@remix-run/react";
import { Banner, Button } from "@shopify/polaris";
import { z } from "zod";
import { DECISIONS } from "../../library/decision.ts";
import { PackshotError } from "../../platform/errors.ts";
import { PLACEMENTS } from "../../publishing/placement.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { NothingHere } from "../../ui/frame/nothing-here.tsx";
import { Screen } from "../../ui/frame/screen.tsx";
import { ReviewFilter } from "../../ui/review/review-filter.tsx";
import { embeddedAction, embeddedLoader } from "../edge/embedded.server.ts";
import { reviewImages } from "../edge/image-view.server.ts";
import { Id, jsonOf, newFormToken, readForm, readSearch } from "../edge/input.server.ts";
import { ApproveAll } from "./approve-all.tsx";
import { ReviewDesk } from "./review-desk.tsx";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

const PAGE = 20;
/** At once; what is left over is there for the next time. */
const MOST_PUBLISHED = 250;

const Search = z.object({
  batch: Id.optional(),
  product: Id.optional(),
  image: Id.optional(),
  after: Id.optional(),
  show: z.enum([...DECISIONS, "all"]).catch("undecided"),
});

const imageIds = jsonOf(z.array(Id).min(1).max(1_000));

const ReviewForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("alt"), imageId: Id, altText: z.string().max(5_000) }),
  z.object({ intent: z.literal("delete"), imageId: Id }),
  z.object({ intent: z.literal("regenerate"), imageId: Id, formToken: z.uuid() }),
  z.object({ intent: z.enum(["keep", "stop_keeping"]), imageId: Id }),
  z.object({ intent: z.literal("approve_all"), batch: Id }),
  z.object({ intent: z.literal("publish"), imageIds, placement: z.enum(PLACEMENTS) }),
]);

export const loader = embeddedLoader(async ({ request, shop, person, services }) => {
  const { batch, product, image, after, show } = readSearch(request, Search);
  const scope = { batchId: batch, productId: product };
  const decision = show === "all" ? undefined : show;
  const [page, wanted, publishable, counts] = await Promise.all([
    services.library.list(shop, { ...scope, decision, cursor: after, limit: PAGE }),
    image ? services.library.find(shop, image) : null,
    services.library.publishable(shop, { ...scope, limit: MOST_PUBLISHED }),
    batch ? services.library.batchCounts(shop, batch) : null,
  ]);
  const hasExpired = wanted?.expiredAt != null;
  const missing = wanted && !hasExpired && !page.images.some(({ id }) => id === wanted.id);
  const images = await reviewImages(services, shop, missing ? [wanted, ...page.images] : page.images);
  const { canEditProducts } = person;
  return {
    ...{ show, images, publishable, canEditProducts, hasExpired },
    /** Of the batch under review. */
    undecided: counts?.undecided ?? 0,
    next: page.next,
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, person, editor, services }) => {
  const form = await readForm(request, ReviewForm);
  switch (form.intent) {
    case "alt":
      await services.library.setAltText(shop, person, form.imageId, form.altText);
      return { ok: true };
    case "delete":
      await services.library.remove(shop, await editor(), form.imageId);
      return { deleted: form.imageId };
    case "regenerate": {
      const { batchId } = await services.batches.regenerate(shop, person, {
        ...{ imageId: form.imageId, formToken: form.formToken, instruction: "", credits: 0 },
      });
      return { regenerated: form.imageId, batchId };
    }
    case "keep":
      await services.retention.keep(shop, person, [form.imageId]);
      return { kept: form.imageId, isKept: true };
    case "stop_keeping":
      await services.retention.stopKeeping(shop, await editor(), [form.imageId]);
      return { kept: form.imageId, isKept: false };
    case "approve_all":
      if (!(await services.batches.find(shop, form.batch))) throw new PackshotError("not_found");
      await services.library.decideBatch(shop, person, form.batch, "approved");
      return redirect(`/app/review?batch=${form.batch}&show=approved`);
    case "publish":
      await services.publishing.publish(shop, await editor(), form);
      return redirect("/app/published");
  }
});

const SHOWN_ALREADY = new Set(["alt", "delete", "regenerate", "keep", "stop_keeping"]);

/** Alt texts and deletions stand on the page already; loading them again would reorder it under the person's hands. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const intent = formData?.get("intent");
  const isShown = typeof intent === "string" && SHOWN_ALREADY.has(intent);
  return isShown ? false : defaultShouldRevalidate;
}

export default function Review() {
  const { t } = useTexts();
  const { show, images, next, undecided, hasExpired, ...rest } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { key } = useLocation();
  const batch = search.get("batch");
  const urlFor = (change: Record<string, string>) => reviewUrl(search, change);

  return (
    <Screen
      title="Review"
      actions={
        <>
          {batch && <ApproveAll key={key} batch={{ id: batch, undecided }} formToken={rest.formToken} />}
          {next && <Button url={urlFor({ show, after: next })}>Next images</Button>}
        </>
      }
    >
      {hasExpired && (
        <Banner tone="info">
          <p>{t("errors.image_file_gone")}</p>
        </Banner>
      )}
      <ReviewFilter show={show} urlFor={(value) => urlFor({ show: value })} />
      <ReviewDesk
        key={key}
        images={images}
        wanted={search.get("image")}
        empty={<Nothing show={show} />}
        {...rest}
      />
    </Screen>
  );
}

/** Stays with the batch or product under review. */
function reviewUrl(search: URLSearchParams, change: Record<string, string>): string {
  const query = new URLSearchParams(change);
  for (const name of ["batch", "product"]) {
    const value = search.get(name);
    if (value) query.set(name, value);
  }
  return `/app/review?${query}`;
}

function Nothing({ show }: { show: string }) {
  const all = show === "undecided";
  return (
    <NothingHere
      heading={all ? "Nothing to review" : "No images here"}
      action={{ content: "Choose photos", url: "/app/products" }}
    >
      {all ? "Every image has a decision. New ones appear here as they are made." : "Try another filter."}
    </NothingHere>
  );
}
