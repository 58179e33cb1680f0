import { redirect } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, Link, Text } from "@shopify/polaris";
import { z } from "zod";
import { PackshotError } from "../platform/errors.ts";
import { useTexts } from "../texts/speaking.tsx";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { Screen } from "../ui/frame/screen.tsx";
import { CHOICES, type Choice } from "../ui/published/choices.ts";
import { ProductComparison } from "../ui/published/product-comparison.tsx";
import { comparisonView } from "./edge/comparison-view.server.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { idIn, newFormToken, readForm } from "./edge/input.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const ChoiceForm = z.object({ choice: z.enum(CHOICES) });

/** A product that was changed in Shopify after Packshot had published on it: the person sees both and chooses. */
export const loader = embeddedLoader(async ({ shop, person, admin, params, services }) => {
  const productId = idIn(params);
  const seen = await services.publishing.compare(shop, admin, productId);
  return {
    ...{ productId, title: seen.title, canEditProducts: person.canEditProducts },
    seen: await comparisonView(services, shop, seen),
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, editor, params, services }) => {
  const productId = idIn(params);
  const { choice } = await readForm(request, ChoiceForm);
  const { publishing } = services;
  const person = await editor();
  if (!(await publishing.isOurs(shop, productId)))
    throw new PackshotError("not_found", { product: productId });
  if (choice === "leave") await publishing.leaveAsTheyAre(shop, person, { productId });
  else await publishing.restoreChosen(shop, person, { productId }, choice);
  return redirect("/app/published");
});

export default function Changed() {
  const { t } = useTexts();
  const { productId, title, seen, canEditProducts, formToken } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const sent = fetcher.formData?.get("choice");
  const choose = (choice: Choice) => fetcher.submit({ choice, formToken }, { method: "post" });
  return (
    <Screen
      title={t("published.changedTitle")}
      back={{ label: t("published.title"), url: "/app/published" }}
      actions={
        <Link url={`shopify://admin/products/${productId}`} target="_top">
          {t("published.openInShopify")}
        </Link>
      }
    >
      <FailureBanner code={failureIn(fetcher.data)} />
      {!canEditProducts && (
        <Banner tone="info">
          <p>{t("published.mayNotRestore")}</p>
        </Banner>
      )}
      <Text as="p" breakWord>
        {t("published.changedHelp", { product: title })}
      </Text>
      <ProductComparison
        seen={seen}
        canRestore={canEditProducts}
        busy={CHOICES.find((choice) => choice === sent) ?? null}
        onChoose={choose}
      />
    </Screen>
  );
}
