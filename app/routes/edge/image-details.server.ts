import type { AppLoadContext } from "@remix-run/node";
import type { LibraryImage } from "../../library/image-store.server.ts";
import { ON_ITS_PRODUCT } from "../../library/on-its-product.ts";
import { imageHistory } from "./image-history.server.ts";

/** The newest of each kind; an image rarely has more. */
const EVENTS = 50;

/** All that is known of one image. */
export async function imageDetails(services: AppLoadContext["services"], shop: string, image: LibraryImage) {
  const [made, publications, entries] = await Promise.all([
    services.batches.howMade(shop, image.generationId),
    services.publishing.ofImage(shop, image.id, EVENTS),
    services.audit.ofImage(shop, image.id, EVENTS),
  ]);
  const replaced = made?.replacesId ? await services.library.find(shop, made.replacesId) : null;
  const standing = publications.filter(({ state }) => ON_ITS_PRODUCT.includes(state));
  const latest = standing[0] ?? publications[0];
  return {
    image: {
      ...viewOf(image),
      fileUrl: image.expiredAt ? null : await services.library.signedUrl(shop, image.objectKey),
      publication: latest ? { state: latest.state, isRestoring: latest.restoringAt !== null } : null,
      made: made && {
        ...{ prompt: made.batch.prompt, instruction: made.instruction },
        replaces: replaced?.id ?? null,
      },
    },
    isPublished: standing.length > 0,
    places: standing.map(({ id, productId, productTitle, state, restoringAt }) => ({
      ...{ id, productId, state, isRestoring: restoringAt !== null },
      productTitle: productTitle || (productId === image.productId ? image.productTitle : ""),
    })),
    history: imageHistory({ image, maker: made?.batch.personName ?? "", publications, entries }),
  };
}

function viewOf(image: LibraryImage) {
  const { id, productTitle, photoUrl, photoAlt, altText, decision, batchId } = image;
  const { recipeKey, recipeName, recipeVersion, model, credits, width, height, bytes, mimeType } = image;
  return {
    ...{ id, productTitle, photoUrl, photoAlt, altText, decision, batchId },
    ...{ recipeKey, recipeName, recipeVersion, model, credits, width, height, bytes, mimeType },
    isKept: image.pinnedAt !== null,
    hasExpired: image.expiredAt !== null,
    createdAt: image.createdAt.toISOString(),
  };
}
