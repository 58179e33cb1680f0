import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { Banner, Button, InlineStack } from "@shopify/polaris";
import { Panel } from "../ui/frame/panel.tsx";
import { z } from "zod";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { useWhileVisible } from "../ui/frame/use-while-visible.ts";
import { PublicationRow } from "../ui/published/publication-row.tsx";
import { isMoving } from "../ui/published/publication-state.tsx";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, jsonOf, newFormToken, readForm, readSearch } from "./edge/input.server.ts";
import { publicationViews } from "./edge/publication-view.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const PAGE = 50;
const POLL_MS = 1_500;

const Search = z.object({ before: Id.optional() });
const PublishedForm = z.object({
  intent: z.enum(["restore", "settle"]).default("restore"),
  publicationIds: jsonOf(z.array(Id).min(1).max(250)),
});

export const loader = embeddedLoader(async ({ request, shop, person, services }) => {
  const { before } = readSearch(request, Search);
  const found = await services.publishing.list(shop, { limit: PAGE + 1, before });
  const publications = await publicationViews(services, shop, found.slice(0, PAGE));
  const next = found.length > PAGE ? (publications.at(-1)?.id ?? null) : null;
  const { canEditProducts } = person;
  return { publications, next, isFirst: before === undefined, canEditProducts, formToken: newFormToken() };
});

export const action = embeddedAction(async ({ request, shop, person, services }) => {
  const { intent, publicationIds } = await readForm(request, PublishedForm);
  if (intent === "restore") await services.publishing.restore(shop, person, publicationIds);
  else for (const id of publicationIds) await services.publishing.settle(shop, person, id);
  return { ok: true };
});

export default function Published() {
  const { publications, next, isFirst, canEditProducts, formToken } = useLoaderData<typeof loader>();
  const restoring = useFetcher<typeof action>();
  const { revalidate, state } = useRevalidator();
  const isLoading = state !== "idle" || restoring.state !== "idle";
  useWhileVisible(publications.some(isMoving), POLL_MS, () => {
    if (!isLoading) revalidate();
  });

  const send = (intent: "restore" | "settle", id: string) =>
    restoring.submit({ intent, publicationIds: JSON.stringify([id]), formToken }, { method: "post" });
  return (
    <Screen title="Published">
      <FailureBanner sentence={failureIn(restoring.data)?.sentence} />
      {!canEditProducts && (
        <Banner tone="info">
          <p>Your Shopify account may not edit products, so you cannot restore. Ask the store owner.</p>
        </Banner>
      )}
      {publications.length === 0 ? (
        <NothingHere heading="Nothing published yet" action={{ content: "Review", url: "/app/review" }}>
          Approved images go on their products from Review. Here you can restore each product.
        </NothingHere>
      ) : (
        <Panel padding="0">
          {publications.map((publication) => (
            <PublicationRow
              key={publication.id}
              publication={publication}
              canRestore={canEditProducts}
              isBusy={restoring.state !== "idle"}
              onRestore={() => send("restore", publication.id)}
              onSettle={() => send("settle", publication.id)}
            />
          ))}
        </Panel>
      )}
      <InlineStack gap="200" align="center">
        {!isFirst && <Button url="/app/published">Newest</Button>}
        {next && <Button url={`/app/published?before=${next}`}>Older</Button>}
      </InlineStack>
    </Screen>
  );
}
