import { PackshotError } from "./platform/errors.ts";
import type { RequestLimits } from "./platform/limits/request-limits.server.ts";
import type { RequirePerson } from "./require-person.server.ts";
import type { Services } from "./services.server.ts";

/** Counts what a shop's people ask, once it is known who they are. */
export function limitShops(requirePerson: RequirePerson, limits: RequestLimits): RequirePerson {
  return async (request) => {
    const visit = await requirePerson(request);
    refuseIfTooMuch(visit.shop, await limits.count("shop", visit.shop));
    return visit;
  };
}

/**
 * The services that pages get, with what makes Shopify, the model or the object store work counted as well. Here rather
 * than by the address: the same address can be written in many ways, and one page does cheap and costly things.
 */
export function limitCostly(services: Services, limits: RequestLimits): Services {
  const { batches, exports, library } = services;
  const count = async (shop: string) => refuseIfTooMuch(shop, await limits.count("costly", shop));
  const counted =
    <Rest extends unknown[], Answer>(act: (shop: string, ...rest: Rest) => Promise<Answer>) =>
    async (shop: string, ...rest: Rest): Promise<Answer> => {
      await count(shop);
      return act(shop, ...rest);
    };
  const countedOf =
    <Asked extends { shop: string }, Answer>(act: (asked: Asked) => Promise<Answer>) =>
    async (asked: Asked): Promise<Answer> => {
      await count(asked.shop);
      return act(asked);
    };
  return {
    ...services,
    batches: {
      ...batches,
      start: countedOf(batches.start),
      quote: countedOf(batches.quote),
      startQuoted: counted(batches.startQuoted),
      tryOne: counted(batches.tryOne),
      takeSample: countedOf(batches.takeSample),
      retryFailed: counted(batches.retryFailed),
      retryLatelyFailed: counted(batches.retryLatelyFailed),
      regenerate: counted(batches.regenerate),
    },
    library: { ...library, downloadZip: counted(library.downloadZip) },
    exports: { ...exports, request: counted(exports.request) },
  };
}

function refuseIfTooMuch(shop: string, seconds: number): void {
  if (seconds > 0) throw new PackshotError("too_many_requests", { shop, retryAfterSeconds: seconds });
}
