import { afterAll, beforeAll, expect, it } from "vitest";
import { settleMedia } from "../../sandbox/shopify/product-media.ts";
import { merchant } from "../merchant.ts";
import type { Moment } from "../tripwire.ts";
import { startKillable, type Killable } from "./killable.ts";

let stack: Killable;
beforeAll(async () => {
  stack = await startKillable();
});
afterAll(() => stack.close());

it("adds one media and takes one off, whichever step kill -9 hits", { timeout: 400_000 }, async () => {
  const nora = merchant(stack);
  const { db } = stack.database;
  const product = nora.products()[0];
  if (!product) throw new Error("the demo shop is empty");
  stack.shopify.faults.mediaDelayMs = 50;
  const state = () => {
    const { media, variants } = settleMedia(product, Date.now());
    return {
      media: media.map(({ id }) => id),
      variants: variants.map(({ id, mediaIds }) => ({ id, mediaIds })),
    };
  };
  const before = state();

  await nora.generate([nora.photoOf(product)]);
  await nora.generationsOver();
  const image = await db.image.findFirstOrThrow();
  await nora.decide(image.id, "approved");
  const latest = () => db.publication.findFirst({ orderBy: { createdAt: "desc" } });
  const kills = { publish: 0, restore: 0 };

  for (const moment of ["before", "after"] satisfies Moment[]) {
    for (let step = 1, killed = true; killed; step += 1) {
      const publish = () => nora.publish([image.id], "first");
      killed = await stack.killedAt(step, moment, {
        begin: publish,
        isOver: async () => (await latest())?.state === "live",
      });
      await publish();
      await nora.publicationsOver();
      const publication = await latest();
      expect(publication, `publish ${moment} ${step}`).toMatchObject({ state: "live", failureCode: null });
      const published = state();
      expect(published.media, `publish ${moment} ${step}`).toHaveLength(before.media.length + 1);
      expect(published.media.slice(1)).toEqual(before.media);
      if (killed) kills.publish += 1;

      const restore = () => nora.restore(publication?.id ?? "");
      const restoreKilled = await stack.killedAt(step, moment, {
        begin: restore,
        isOver: async () => (await latest())?.state === "restored",
      });
      await restore();
      await nora.publicationsOver();
      expect(await latest(), `restore ${moment} ${step}`).toMatchObject({ state: "restored" });
      expect(state(), `restore ${moment} ${step}`).toEqual(before);
      if (restoreKilled) kills.restore += 1;
    }
  }
  expect(kills.publish).toBeGreaterThanOrEqual(12);
  expect(kills.restore).toBeGreaterThanOrEqual(4);
});
