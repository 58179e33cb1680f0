import type { CreditsConfig } from "../credits/credits-config.ts";
import type { Clock } from "../platform/clock.ts";
import { isUniqueViolation, type Db, type Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { Regeneration } from "./add-regeneration.server.ts";
import { instructionOf } from "./instruction.ts";
import { regenerateForFree } from "./regenerate-free.server.ts";
import { regeneratePaid } from "./regenerate-paid.server.ts";
import { assertShopWorks } from "./working-shop.server.ts";

type Deps = { db: Db; clock: Clock; nudge: () => void; model: string; credits: CreditsConfig };

/**
 * Makes an image again: one that was rejected once for free, since it was charged; any for its price. The new image
 * stands beside the one that it is to replace.
 */
export async function regenerate(
  deps: Deps,
  shop: string,
  person: Person,
  asked: Regeneration,
): Promise<{ batchId: string }> {
  const { db, clock, nudge } = deps;
  const wanted = { ...asked, person, instruction: instructionOf(asked.instruction), now: clock.now() };
  const regenerated = await onceOnly(db, shop, asked, (tx) =>
    asked.credits === 0 ? regenerateForFree(tx, shop, wanted) : regeneratePaid(tx, shop, wanted, deps),
  );
  nudge();
  return regenerated;
}

type Made = { batchId: string };

async function onceOnly(
  db: Db,
  shop: string,
  { imageId, formToken }: Regeneration,
  add: (tx: Queries) => Promise<Made>,
): Promise<Made> {
  const select = { batchId: true } as const;
  const earlier = () => db.generation.findUnique({ where: { shop_formToken: { shop, formToken } }, select });
  const made = await earlier();
  if (made) return made;
  try {
    return await db.$transaction(async (tx) => {
      await assertShopWorks(tx, shop);
      return add(tx);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const meanwhile = await earlier();
    if (meanwhile) return meanwhile;
    throw new PackshotError("already_regenerated", { image: imageId }, { cause: error });
  }
}
