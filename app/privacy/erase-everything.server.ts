import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { beginErasing, type BeginErasingDeps } from "./begin-erasing.server.ts";

type Request = { shop: string; person: Person; typed: string };

/** A person wants all of the shop erased, and has typed its address to say so. */
export async function eraseEverything(
  deps: BeginErasingDeps,
  { shop, person, typed }: Request,
): Promise<void> {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
  if (typed.trim().toLowerCase() !== shop) throw new PackshotError("not_confirmed", { shop });
  await beginErasing(deps, shop, { why: "person", now: new Date(), isDue: () => true });
}
