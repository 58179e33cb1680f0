import { useLoaderData, useRevalidator } from "@remix-run/react";
import { BlockStack, Button, Text } from "@shopify/polaris";
import { useTexts } from "../texts/speaking.tsx";
import { Panel } from "../ui/frame/panel.tsx";
import { BatchList, isMoving } from "../ui/batches/batch-list.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { useWhileVisible } from "../ui/frame/use-while-visible.ts";
import { Figures } from "../ui/home/figures.tsx";
import { FirstSteps } from "../ui/home/first-steps.tsx";
import { RecentImages } from "../ui/home/recent-images.tsx";
import { ExpiryWarning } from "../ui/retention/expiry-warning.tsx";
import { batchRow } from "./edge/batch-row.server.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { imageTiles } from "./edge/image-view.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const BATCHES = 5;
const IMAGES = 12;
const POLL_MS = 3_000;

export const loader = embeddedLoader(async ({ shop, services }) => {
  const [waiting, running, live, batches, latest, credits, expiring] = await Promise.all([
    services.library.waitingForReview(shop),
    services.batches.countRunning(shop),
    services.publishing.countLive(shop),
    services.batches.list(shop, BATCHES),
    services.library.list(shop, { limit: IMAGES }),
    services.credits.account(shop),
    services.retention.warnedOf(shop),
  ]);
  const images = await imageTiles(services, shop, latest.images);
  const figures = { waiting, running, live, credits: credits.available };
  return { figures, batches: batches.map(batchRow), images, expiring };
});

export default function Home() {
  const { t } = useTexts();
  const { figures, batches, images, expiring } = useLoaderData<typeof loader>();
  const { revalidate, state } = useRevalidator();
  useWhileVisible(batches.some(isMoving), POLL_MS, () => {
    if (state === "idle") revalidate();
  });

  if (batches.length === 0) {
    return (
      <Screen title="Packshot">
        <FirstSteps />
      </Screen>
    );
  }
  return (
    <Screen
      title="Packshot"
      actions={
        <Button variant="primary" url="/app/products">
          {t("home.choosePhotos")}
        </Button>
      }
    >
      <ExpiryWarning {...expiring} />
      <Figures {...figures} />
      <RecentImages images={images} />
      <Panel padding="0">
        <BlockStack>
          <div style={{ padding: "var(--p-space-400) var(--p-space-400) 0" }}>
            <Text as="h2" variant="headingSm">
              {t("home.latestBatches")}
            </Text>
          </div>
          <BatchList batches={batches} />
        </BlockStack>
      </Panel>
    </Screen>
  );
}
