import { useLoaderData, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { chosenIds } from "../catalog/chosen-ids.ts";
import { useTexts } from "../texts/speaking.tsx";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { GenerateSkeleton } from "../ui/generate/generate-skeleton.tsx";
import { LeftOut } from "../ui/products/left-out.tsx";
import { chooseOnly } from "../ui/products/use-selection.ts";
import { choiceOf } from "./edge/choice-view.server.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** Where the links in Shopify admin lead (extensions/): takes the products that they name, and goes on. */
export const loader = embeddedLoader(async ({ request, shop, admin, services }) => {
  const ids = chosenIds(new URL(request.url).searchParams);
  return { shop, ...(await choiceOf(services, admin, ids)) };
});

export default function Choose() {
  const { t } = useTexts();
  const { shop, photos, withoutPhoto, gone, to } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const isWhole = withoutPhoto.length + gone === 0;

  // What is chosen is the browser's. It takes the place of what was chosen before: nobody pays for more than they ticked.
  useEffect(() => {
    if (photos.length > 0) chooseOnly(shop, photos);
    if (isWhole) navigate(to, { replace: true });
  }, [shop, photos, isWhole, to, navigate]);

  return (
    <Screen title={t("choose.title")}>
      {isWhole ? (
        <GenerateSkeleton />
      ) : photos.length === 0 ? (
        <NothingHere
          heading={t("choose.noPhotos")}
          action={{ content: t("choose.seeProducts"), url: "/app/products" }}
        >
          {t("choose.noPhotosText")}
        </NothingHere>
      ) : (
        <LeftOut photos={photos.length} withoutPhoto={withoutPhoto} gone={gone} to={to} />
      )}
    </Screen>
  );
}
