import type { AppLoadContext } from "@remix-run/node";
import type { Decision } from "../../library/decision.ts";
import type { LibraryImage } from "../../library/image-store.server.ts";
import type { ExpiryTile } from "../../ui/retention/expiry-tiles.tsx";
import type { GoingDayView } from "../../ui/retention/going-days.tsx";

type Services = AppLoadContext["services"];

const SHOWN_OF_A_DAY = 12;
const KEPT_SHOWN = 24;

/** What the retention screen shows: the shop's choice, what goes within the next days, and what is kept. */
export async function retentionView(services: Services, shop: string) {
  const [{ chosen }, forecast, kept] = await Promise.all([
    services.retention.of(shop),
    services.retention.forecast(shop, { images: SHOWN_OF_A_DAY }),
    services.retention.kept(shop, { images: KEPT_SHOWN }),
  ]);
  const images = await services.library.findMany(shop, [
    ...forecast.flatMap(({ first }) => first),
    ...kept.newest,
  ]);
  const tilesOf = (ids: readonly string[]) =>
    Promise.all(ids.flatMap((id) => images.get(id) ?? []).map((image) => tileOf(services, shop, image)));
  const going: GoingDayView[] = await Promise.all(
    forecast.map(async ({ within, from, to, images: amount, first }) => ({
      within,
      from: from?.toISOString() ?? null,
      to: to.toISOString(),
      images: amount,
      tiles: await tilesOf(first),
    })),
  );
  return {
    chosen: chosen === null ? "" : String(chosen),
    going,
    kept: { total: kept.images, tiles: await tilesOf(kept.newest) },
  };
}

async function tileOf(services: Services, shop: string, image: LibraryImage): Promise<ExpiryTile> {
  const { id, batchId, altText, thumbnailKey } = image;
  const decision = image.decision as Decision; // the library alone writes it
  const thumbnailUrl = await services.library.signedUrl(shop, thumbnailKey);
  return { id, batchId, altText, decision, thumbnailUrl };
}
