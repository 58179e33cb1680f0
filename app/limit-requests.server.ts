import { PackshotError } from "./platform/errors.ts";
import type { RequestLimits } from "./platform/limits/request-limits.server.ts";
import type { RequirePerson } from "./require-person.server.ts";

/** What makes Shopify, the model or the object store work. */
const COSTLY = /^\/app\/(generate|privacy\/export)/;

/** Counts what a shop's people ask, once it is known who they are. */
export function limitShops(requirePerson: RequirePerson, limits: RequestLimits): RequirePerson {
  return async (request) => {
    const visit = await requirePerson(request);
    const { shop } = visit;
    const isCostly = request.method !== "GET" && COSTLY.test(new URL(request.url).pathname);
    const seconds = (await limits.count("shop", shop)) || (isCostly ? await limits.count("costly", shop) : 0);
    if (seconds > 0) throw new PackshotError("too_many_requests", { shop, retryAfterSeconds: seconds });
    return visit;
  };
}
