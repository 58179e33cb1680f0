import {
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useLocation,
  useSearchParams,
} from "@remix-run/react";
import { Banner, InlineStack } from "@shopify/polaris";
import { z } from "zod";
import { useTexts } from "../../texts/speaking.tsx";
import { NothingHere } from "../../ui/frame/nothing-here.tsx";
import { Screen } from "../../ui/frame/screen.tsx";
import { Narrowed, ReviewSearch, ReviewTabs } from "../../ui/review/review-filter.tsx";
import { embeddedAction, embeddedLoader } from "../edge/embedded.server.ts";
import { Id, newFormToken, readForm } from "../edge/input.server.ts";
import { reviewScreen } from "../edge/review-page.server.ts";
import { ReviewDesk } from "./review-desk.tsx";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

const ReviewForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("alt"), imageId: Id, altText: z.string().max(5_000) }),
  z.object({ intent: z.literal("delete"), imageId: Id }),
  z.object({ intent: z.enum(["keep", "stop_keeping"]), imageId: Id }),
]);

export const loader = embeddedLoader(async ({ request, shop, person, services }) => ({
  ...(await reviewScreen(services, shop, request)),
  canEditProducts: person.canEditProducts,
  /** Whose decisions wait in this browser. */
  person: `${shop} ${person.id}`,
  formToken: newFormToken(),
}));

export const action = embeddedAction(async ({ request, shop, person, editor, services }) => {
  const form = await readForm(request, ReviewForm);
  switch (form.intent) {
    case "alt":
      await services.library.setAltText(shop, person, form.imageId, form.altText);
      return { ok: true };
    case "delete":
      await services.library.remove(shop, await editor(), form.imageId);
      return { deleted: form.imageId };
    case "keep":
      await services.retention.keep(shop, person, [form.imageId]);
      return { kept: form.imageId, isKept: true };
    case "stop_keeping":
      await services.retention.stopKeeping(shop, await editor(), [form.imageId]);
      return { kept: form.imageId, isKept: false };
  }
});

const SHOWN_ALREADY = new Set(["alt", "delete", "keep", "stop_keeping"]);

/** Alt texts and deletions stand on the page already; loading them again would reorder it under the person's hands. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  const intent = formData?.get("intent");
  const isShown = typeof intent === "string" && SHOWN_ALREADY.has(intent);
  return isShown ? false : defaultShouldRevalidate;
}

export default function Review() {
  const { t } = useTexts();
  const { show, hasExpired, recipes, ...desk } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { key } = useLocation();
  const about = (["batch", "product"] as const).find((name) => search.get(name));

  return (
    <Screen title={t("frame.review")} isWide>
      {hasExpired && (
        <Banner tone="info">
          <p>{t("errors.image_file_gone")}</p>
        </Banner>
      )}
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <ReviewTabs show={show ?? "all"} urlFor={(value) => reviewUrl(search, value)} />
        <ReviewSearch
          key={`search ${key}`}
          rest={fieldsOf(search, ["show", "batch", "product"])}
          search={search.get("q") ?? ""}
          recipe={search.get("recipe") ?? ""}
          recipes={recipes}
        />
      </InlineStack>
      {about && <Narrowed what={about} url={`/app/review?show=${show ?? "all"}`} />}
      <ReviewDesk
        key={key}
        search={search.toString()}
        show={show}
        wanted={search.get("image")}
        empty={<Nothing isAll={show === "undecided"} />}
        {...desk}
      />
    </Screen>
  );
}

/** Stays with what is under review. */
function reviewUrl(search: URLSearchParams, show: string): string {
  const query = new URLSearchParams({ show, ...fieldsOf(search, ["batch", "product", "q", "recipe"]) });
  return `/app/review?${query}`;
}

function fieldsOf(search: URLSearchParams, names: readonly string[]): Record<string, string> {
  return Object.fromEntries([...search].filter(([name, value]) => names.includes(name) && value !== ""));
}

/** `isAll`: every image has a decision, rather than that none fits the filter. */
function Nothing({ isAll }: { isAll: boolean }) {
  const { t } = useTexts();
  return (
    <NothingHere
      heading={t(isAll ? "review.nothing" : "review.noneHere")}
      action={{ content: t("home.choosePhotos"), url: "/app/products" }}
    >
      {t(isAll ? "review.nothingHelp" : "review.noneHereHelp")}
    </NothingHere>
  );
}
