import { z } from "zod";
import { RECIPES } from "../../generation/recipe.ts";
import type { ImageFilter } from "../../library/image-filter.ts";
import { ORDERS } from "../../ui/library/library-address.ts";
import type { Visit } from "./embedded.server.ts";
import { ImageFilterFields } from "./image-filter.server.ts";
import { Id, readSearch } from "./input.server.ts";
import { libraryTiles } from "./library-view.server.ts";

/** A page is as long as it is drawn and sent quickly. */
const IMAGES = 36;
const PRODUCTS = 8;
/** Of each product, where they are grouped. */
const IMAGES_OF_PRODUCT = 4;

const Place = z.object({
  order: z.enum(ORDERS).catch("newest"),
  after: Id.optional().catch(undefined),
  before: Id.optional().catch(undefined),
});
type Place = z.infer<typeof Place>;

/** A page of the library, as its address says. */
export async function libraryPage(visit: Visit) {
  const { request, shop, person, services } = visit;
  const filter = readSearch(request, ImageFilterFields);
  const place = readSearch(request, Place);
  const [page, found, bulk, named] = await Promise.all([
    pageOf(visit, filter, place),
    services.library.countFound(shop, filter),
    services.library.bulkActions(shop),
    services.recipes.names(shop),
  ]);
  const builtIn = RECIPES.map(({ key }) => ({ recipeKey: key, recipeName: "" }));
  const own = named.map(({ id, name }) => ({ recipeKey: id, recipeName: name }));
  const { canEditProducts } = person;
  return { ...page, found, bulk, recipes: [...own, ...builtIn], canEditProducts };
}

async function pageOf({ shop, services }: Visit, filter: ImageFilter, { order, after, before }: Place) {
  if (order === "newest" || order === "oldest") {
    const page = await services.library.findImages(shop, filter, { order, after, before, limit: IMAGES });
    return { ...page, images: await libraryTiles(services, shop, page.images), groups: null };
  }
  const by = order === "titles" ? "title" : "newest";
  const how = { order: by, after, before, limit: PRODUCTS, images: IMAGES_OF_PRODUCT } as const;
  const { products, ...page } = await services.library.findProducts(shop, filter, how);
  const groups = products.map(async (product) => ({
    ...product,
    images: await libraryTiles(services, shop, product.images),
  }));
  return { ...page, images: [], groups: await Promise.all(groups) };
}
