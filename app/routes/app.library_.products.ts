import { z } from "zod";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { readSearch } from "./edge/input.server.ts";

/** Whoever does not see the one that was meant searches by more words. */
const OFFERED = 8;

const Search = z.object({ search: z.string().max(500).catch("") });

/** They cost a call of Shopify, and nothing that is done here changes them. */
export const shouldRevalidate = () => false;

/** The products that an image can be copied to. */
export const loader = embeddedLoader(async ({ request, admin, services }) => {
  const { products } = await services.catalog.search(admin, readSearch(request, Search));
  return {
    products: products.slice(0, OFFERED).map(({ id, title, photos }) => ({
      ...{ id, title, photoUrl: photos[0]?.url ?? null },
    })),
  };
});
