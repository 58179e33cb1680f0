import { decide } from "../app/library/decide.server.ts";
import type { Decision } from "../app/library/decision.ts";
import type { Db } from "../app/platform/db/db.server.ts";
import type { Person } from "../app/platform/person.ts";

/** These images as somebody decides them who saw them undecided. */
export async function decided(
  db: Db,
  shop: string,
  imageIds: readonly string[],
  decision: Decision,
  person: Pick<Person, "id" | "name">,
  now: Date,
): Promise<void> {
  const decisions = imageIds.map((imageId) => ({ imageId, decision, before: "undecided" }) as const);
  await decide(db, shop, person, decisions, now);
}
