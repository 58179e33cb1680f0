import { z } from "zod";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { newFormToken, readSearch } from "./edge/input.server.ts";

/** So many are offered to try a recipe on; a search finds the others. */
const OFFERED = 12;

const Search = z.object({ search: z.string().max(500).catch("") });

/** They cost a call of Shopify, and nothing that is done here changes them. */
export const shouldRevalidate = () => false;

/** What a recipe can be tried on: the newest products' first photos, or those that a search finds. */
export const loader = embeddedLoader(async ({ request, admin, services }) => {
  const { search } = readSearch(request, Search);
  const photos = await services.catalog.newestPhotos(admin, { search, limit: OFFERED });
  return { search, photos, formToken: newFormToken() };
});
