import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Shop } from "../../../sandbox/shopify/model.ts";
import { visitor, type Answer, type Visitor } from "../../visitor.ts";
import type { World } from "./world.ts";

const AGAIN_MS = 300;
const TRIES = 200;

export type Person = ReturnType<typeof personOf>;

/** Somebody of a shop who does not give up: what got no answer is sent again, the same form. */
export function personOf(world: World, domain: string) {
  const shop = shopOf(world, domain);
  const visit = visitor(world.sandbox, {
    shop: domain,
    userId: shop.staff.find((one) => one.accountOwner)?.id ?? 0,
  });
  const photos = photosOf(shop);
  let next = 0;

  return {
    domain,
    /** A batch of photos that nobody chose before, by one form; answers its id. */
    async generate(count: number, imagesPerPhoto: number): Promise<string> {
      const formToken = randomUUID();
      const chosen = photos.slice(next, next + count);
      next += count;
      const answer = await insist(visit, "/app/generate", "routes/app.generate", {
        formToken,
        photos: JSON.stringify(chosen),
        recipeKey: "white_background",
        aspectRatio: "1:1",
        imageSize: "1K",
        imagesPerPhoto: String(imagesPerPhoto),
      });
      const batch = await world.ask((db) => db.batch.findFirst({ where: { shop: domain, formToken } }));
      if (!batch) throw new Error(`Generate answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return batch.id;
    },
    act: (batchId: string, intent: string) =>
      insist(visit, `/app/batches/${batchId}`, "routes/app.batches.$id", { intent }),
    /** Approves and publishes some of what waits, and takes some of what is live back. */
    async review(most: number): Promise<void> {
      const waiting = await idsOf(world, { decision: "undecided" }, domain, most);
      if (waiting.length > 0) {
        await insist(visit, "/app/review/decisions", "routes/app.review_.decisions", {
          decisions: JSON.stringify(
            waiting.map((imageId) => ({ imageId, decision: "approved", before: "undecided" })),
          ),
        });
        await insist(visit, "/app/publish", "routes/app.publish", {
          intent: "publish",
          imageIds: JSON.stringify(waiting),
          placement: "first",
        });
      }
      const live = await world.ask((db) =>
        db.publication.findFirst({
          where: { shop: domain, state: "live", restoringAt: null },
          select: { id: true },
        }),
      );
      if (live) {
        await insist(visit, "/app/published", "routes/app.published", {
          publicationIds: JSON.stringify([live.id]),
        });
      }
    },
  };
}

async function idsOf(
  { ask }: World,
  where: { decision: string },
  shop: string,
  take: number,
): Promise<string[]> {
  const rows = await ask((db) =>
    db.image.findMany({ where: { shop, ...where }, take, select: { id: true } }),
  );
  return rows.map(({ id }) => id);
}

/** Until an answer comes that is no failure of ours; a refusal that says why is an answer as well. */
async function insist(
  visit: Visitor,
  path: string,
  route: string,
  fields: Record<string, string>,
): Promise<Answer> {
  const form = { formToken: randomUUID(), ...fields };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await visit.post(path, route, form).catch(() => null);
    if (answer && answer.status < 500) return answer;
    await sleep(AGAIN_MS);
  }
  throw new Error(`${path} never answered`);
}

function photosOf(shop: Shop): { productId: string; photoId: string }[] {
  const number = (gid: string) => gid.split("/").at(-1) ?? "";
  return [...shop.products.values()]
    .filter(({ status }) => status === "ACTIVE")
    .flatMap(({ id, media }) =>
      media
        .filter(({ type, file }) => type === "MediaImage" && file)
        .map((one) => ({ productId: number(id), photoId: number(one.id) })),
    );
}

function shopOf({ sandbox }: World, domain: string): Shop {
  const shop = sandbox.shopify.store.shops.get(domain);
  if (!shop) throw new Error(`The sandbox has no shop ${domain}`);
  return shop;
}
