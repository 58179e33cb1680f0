import { patiently } from "../../eventually.ts";
import type { Haystack } from "../find-secrets.ts";
import { storedNow } from "./everything.ts";
import { goWrong, loseTokens } from "./go-wrong.ts";
import { lookAround, lookFromOutside } from "./look-around.ts";
import { doTheMainJob } from "./main-job.ts";
import { PLANTED, plant } from "./plant.ts";
import { rotateMeanwhile } from "./rotate.ts";
import type { LongRun } from "./scene.ts";
import { marksOf } from "./what-is-left.ts";

/**
 * Two shops work, things break, keys change, one leaves and is erased, the other goes on. Answers what was stored when
 * most was there and in the end, and the marks of the shop that left.
 */
export async function liveThrough(run: LongRun): Promise<{ stored: Haystack[]; marks: string[] }> {
  const { north, south, keys } = run;
  await run.start([keys.first]);
  for (const owner of [north, south]) await owner.visit.get("/app", "routes/app._index");
  await doTheMainJob(run, north, "a beach of ours");
  await doTheMainJob(run, south, `as ${PLANTED} says`);
  await rotateMeanwhile(run);
  await goWrong(run, north);
  await loseTokens(run, north);
  await plant(run);
  for (const owner of [north, south]) await lookAround(run, owner);
  await lookFromOutside(run);
  const atWork = await storedNow(run, "at work");
  const marks = await marksOf(run);
  await leave(run);
  await lookAround(run, south);
  await lookFromOutside(run);
  return { stored: [...atWork, ...(await storedNow(run, "in the end"))], marks };
}

/** In the middle of a batch; then Shopify asks for the rest, as it does two days later. */
async function leave({ stack, north }: LongRun): Promise<void> {
  const { db } = stack.database;
  const of = { shop: north.domain };
  stack.gemini.setBehaviour({ latencyMs: 3_000 });
  const photos = north.products().slice(0, 8);
  await north.generate(
    photos.map((product) => north.photoOf(product, 1)),
    { recipeKey: "flat_lay" },
  );
  await patiently(
    () => db.generation.count({ where: { ...of, state: "running" } }),
    (running) => running > 0,
  );
  const shopify = (action: string, body: object = {}) =>
    fetch(`${stack.shopify.origin}/sandbox/shops/${north.domain}/${action}`, {
      ...{ method: "POST", body: JSON.stringify(body) },
      headers: { "Content-Type": "application/json" },
    });
  await shopify("uninstall");
  await patiently(
    () => db.session.count({ where: of }),
    (sessions) => sessions === 0,
  );
  await db.shop.updateMany({ where: of, data: { uninstalledAt: new Date(Date.now() - 48 * 3_600_000) } });
  for (const topic of ["customers/data_request", "customers/redact", "shop/redact"])
    await shopify("compliance", { topic });
  const left = () => db.shop.count({ where: of });
  await patiently(left, (shops) => shops === 0);
  stack.gemini.setBehaviour({});
}
