import { useLoaderData, useRevalidator } from "@remix-run/react";
import { Button, InlineStack } from "@shopify/polaris";
import { Panel } from "../ui/frame/panel.tsx";
import { z } from "zod";
import { useTexts } from "../texts/speaking.tsx";
import { BatchList, isMoving } from "../ui/batches/batch-list.tsx";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { useWhileVisible } from "../ui/frame/use-while-visible.ts";
import { batchRow } from "./edge/batch-row.server.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { Id, readSearch } from "./edge/input.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const PAGE = 20;
const POLL_MS = 2_000;

export const loader = embeddedLoader(async ({ request, shop, services }) => {
  const { before } = readSearch(request, z.object({ before: Id.optional() }));
  const found = await services.batches.list(shop, PAGE + 1, before);
  const batches = found.slice(0, PAGE);
  const next = found.length > PAGE ? (batches.at(-1)?.id ?? null) : null;
  return { batches: batches.map(batchRow), next, isFirst: before === undefined };
});

export default function Batches() {
  const { t } = useTexts();
  const { batches, next, isFirst } = useLoaderData<typeof loader>();
  const { revalidate, state } = useRevalidator();
  useWhileVisible(batches.some(isMoving), POLL_MS, () => {
    if (state === "idle") revalidate();
  });
  return (
    <Screen title={t("frame.batches")}>
      {batches.length > 0 ? (
        <Panel padding="0">
          <BatchList batches={batches} />
        </Panel>
      ) : (
        <NothingHere
          heading={t("batches.none")}
          action={{ content: t("home.choosePhotos"), url: "/app/products" }}
        >
          {t("batches.noneHelp")}
        </NothingHere>
      )}
      <InlineStack gap="200" align="center">
        {!isFirst && <Button url="/app/batches">{t("batches.newest")}</Button>}
        {next && <Button url={`/app/batches?before=${next}`}>{t("batches.older")}</Button>}
      </InlineStack>
    </Screen>
  );
}
