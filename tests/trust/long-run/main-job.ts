import { patiently } from "../../eventually.ts";
import type { merchant } from "../../merchant.ts";
import type { Answer } from "../../visitor.ts";
import type { LongRun } from "./scene.ts";

type Merchant = ReturnType<typeof merchant>;

/** A long run in which half of what is done is refused proves little. */
async function done(answer: Promise<Answer>): Promise<Answer> {
  const { status, body } = await answer;
  if (status >= 400) throw new Error(`answered ${status}: ${JSON.stringify(body).slice(0, 500)}`);
  return answer;
}

/** What people do on a good day: make images, decide, publish, take back, try, export, delete, change settings. */
export async function doTheMainJob(run: LongRun, owner: Merchant, words: string): Promise<void> {
  const { db } = run.stack.database;
  const chosen = owner.products().slice(0, 3);
  await done(
    owner.generate(
      chosen.map((product) => owner.photoOf(product)),
      { recipeKey: "lifestyle", scene: words, imagesPerPhoto: "2" },
    ),
  );
  await owner.generationsOver();
  const images = await db.image.findMany({ where: { shop: owner.domain }, orderBy: { id: "asc" } });
  const [rejected = "", deleted = "", ...approved] = images.map(({ id }) => id);
  await done(owner.decide(rejected, "rejected"));
  for (const id of approved) await done(owner.decide(id, "approved"));
  await review(owner, { intent: "alt", imageId: approved[0] ?? "", altText: words });
  await review(owner, { intent: "keep", imageId: approved[1] ?? "" });
  await review(owner, { intent: "delete", imageId: deleted });
  const again = { imageId: rejected, instruction: words, credits: "0" };
  await done(owner.visit.post("/app/review/regenerate", "routes/app.review_.regenerate", again));
  await done(owner.publish(approved));
  const [first] = await owner.publicationsOver();
  await done(owner.restore(first?.id ?? ""));
  await owner.publicationsOver();
  await owner.generationsOver();
  await tryOne(run, owner);
  await changeSettings(owner);
  await takeAllAway(run, owner);
}

const review = (owner: Merchant, fields: Record<string, string>) =>
  done(owner.visit.post("/app/review", "routes/app.review", fields));

/** A quote that waits for a yes, one image of it first, then the rest; then all of that batch is deleted. */
async function tryOne(run: LongRun, owner: Merchant): Promise<void> {
  const { db } = run.stack.database;
  const [, , , fourth, fifth] = owner.products();
  const photos = [fourth, fifth].flatMap((product) => (product ? [owner.photoOf(product)] : []));
  await done(owner.generate(photos, { quoteFirst: "yes" }));
  const { id } = await patiently(
    () => db.batch.findFirstOrThrow({ where: { shop: owner.domain }, orderBy: { id: "desc" } }),
    ({ state }) => state === "quoted",
  );
  const onBatch = (fields: Record<string, string>) =>
    done(owner.visit.post(`/app/batches/${id}`, "routes/app.batches.$id", fields));
  await onBatch({ intent: "try" });
  await owner.generationsOver();
  await onBatch({ intent: "start", withDuplicates: "yes" });
  await owner.generationsOver();
  await onBatch({ intent: "delete_all" });
  await patiently(
    () => db.image.count({ where: { shop: owner.domain, batchId: id } }),
    (left) => left === 0,
  );
}

async function changeSettings({ visit }: Merchant): Promise<void> {
  await done(visit.post("/app/credits", "routes/app.credits", { batchCap: "5000", monthlyCap: "9000" }));
  await done(
    visit.post("/app/privacy/retention", "routes/app.privacy.retention", {
      ...{ intent: "set", days: "60", sure: "yes" },
    }),
  );
}

/** The ZIP, as a person gets it: made behind, opened by the signed address. */
async function takeAllAway(run: LongRun, owner: Merchant): Promise<void> {
  const ask = (fields: Record<string, string>) =>
    done(owner.visit.post("/app/privacy/export", "routes/app.privacy.export", fields));
  await ask({ intent: "make" });
  const { id } = await patiently(
    () => run.stack.database.db.export.findFirstOrThrow({ where: { shop: owner.domain } }),
    ({ state }) => state === "ready",
  );
  const { body } = await ask({ intent: "download", id });
  const { url } = body as { url: string };
  run.show(`the address of an export of ${owner.domain}`, url);
  run.show(`export of ${owner.domain}.zip`, Buffer.from(await (await fetch(url)).arrayBuffer()));
}
