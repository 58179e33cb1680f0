import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { RECIPES } from "../../generation/recipe.ts";
import { DECISIONS } from "../../library/decision.ts";
import { ImageFilterFields } from "./image-filter.server.ts";
import { reviewImages } from "./image-view.server.ts";
import { Id, readSearch } from "./input.server.ts";

type Services = AppLoadContext["services"];

const PAGE = 60;
/** At once; what is left over is there for the next time. */
const MOST_PUBLISHED = 250;

const Search = z.object({
  image: Id.optional().catch(undefined),
  after: Id.optional().catch(undefined),
  show: z.enum([...DECISIONS, "all"]).catch("undecided"),
});

/** What an address of Review asks for: which images, by which decision. */
function reviewSearch(request: Request) {
  const { image, after, show } = readSearch(request, Search);
  const filter = readSearch(request, ImageFilterFields);
  const shown = filter.decision ?? (show === "all" ? null : show);
  return { image, after, show: shown, filter: { ...filter, decision: shown ?? undefined } };
}

/** The images of a page, and what comes after them. */
export async function reviewPage(services: Services, shop: string, request: Request) {
  const { after, filter } = reviewSearch(request);
  const { images, next } = await found(services, shop, { after, filter });
  return { images: await reviewImages(services, shop, images), next };
}

/** The screen as it is opened: with the image asked for in front, whatever the filter. */
export async function reviewScreen(services: Services, shop: string, request: Request) {
  const { image, after, show, filter } = reviewSearch(request);
  const { batchId, productId } = filter;
  const [page, wanted, waiting, publishable, bulk, matching, { own }] = await Promise.all([
    found(services, shop, { after, filter }),
    image ? services.library.find(shop, image) : null,
    services.library.countFound(shop, { ...filter, decision: "undecided" }),
    services.library.publishable(shop, { batchId, productId, limit: MOST_PUBLISHED }),
    services.library.bulkActions(shop),
    show === "undecided" ? null : services.library.countFound(shop, filter),
    services.recipes.offered(shop),
  ]);
  const hasExpired = wanted?.expiredAt != null;
  const isMissing = wanted && !hasExpired && !page.images.some(({ id }) => id === wanted.id);
  return {
    images: await reviewImages(services, shop, isMissing ? [wanted, ...page.images] : page.images),
    ...{ show, hasExpired, publishable, next: page.next, waiting: waiting.amount },
    ...{ bulk, found: matching ?? waiting },
    recipes: [
      ...RECIPES.map(({ key }) => ({ recipeKey: key, recipeName: "" })),
      ...own.map(({ id, name }) => ({ recipeKey: id, recipeName: name })),
    ],
  };
}

function found(
  services: Services,
  shop: string,
  { after, filter }: Pick<ReturnType<typeof reviewSearch>, "after" | "filter">,
) {
  return services.library.findImages(shop, filter, { order: "newest", after, limit: PAGE });
}
