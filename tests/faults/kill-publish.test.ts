import { afterAll, beforeAll, expect, it } from "vitest";
import { settleMedia } from "../../sandbox/shopify/product-media.ts";
import { merchant, numberOf } from "../merchant.ts";
import type { Moment } from "../tripwire.ts";
import { startKillable, type Killable } from "./killable.ts";

let stack: Killable;
beforeAll(async () => {
  stack = await startKillable();
});
afterAll(() => stack.close());

const IMAGES = 3;

it(
  "adds each image once and takes it off once, whichever step kill -9 hits",
  { timeout: 900_000 },
  async () => {
    const nora = merchant(stack);
    const { db } = stack.database;
    const product = nora.products()[0];
    if (!product) throw new Error("the demo shop is empty");
    stack.shopify.faults.mediaDelayMs = 50;
    for (const variant of product.variants) variant.mediaIds = [product.media[0]?.id ?? ""];
    const state = () => {
      const { media, variants } = settleMedia(product, Date.now());
      return {
        media: media.map(({ id }) => id),
        variants: variants.map(({ id, mediaIds }) => ({ id, mediaIds })),
      };
    };
    const before = state();

    await nora.generate([nora.photoOf(product)], { imagesPerPhoto: String(IMAGES) });
    await nora.generationsOver();
    const images = (await db.image.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);
    expect(images).toHaveLength(IMAGES);
    for (const id of images) await nora.decide(id, "approved");
    const latest = () => db.publication.findMany({ where: { isLatest: true }, orderBy: { imageId: "asc" } });
    const allAre = async (wanted: string) => (await latest()).every(({ state: is }) => is === wanted);
    const kills = { publish: 0, restore: 0 };

    const photo = before.media[0] ?? "";
    const others = before.media.slice(1);
    const isShown = before.variants.filter(({ mediaIds }) => mediaIds[0] === photo).length;
    expect(isShown).toBeGreaterThan(0);
    const places = { before: "first", after: "in_place" } as const satisfies Record<Moment, string>;
    const rests = { first: before.media, in_place: [...others, photo] };

    for (const moment of ["before", "after"] satisfies Moment[]) {
      for (let step = 1, killed = true; killed; step += 1) {
        const publish = () => nora.publish(images, places[moment], { onVariants: "yes" });
        killed = await stack.killedAt(step, moment, { begin: publish, isOver: () => allAre("live") });
        await publish();
        await nora.publicationsOver();
        const publications = await latest();
        const when = `publish ${moment} ${step}`;
        expect(publications, when).toHaveLength(IMAGES);
        for (const one of publications) expect(one, when).toMatchObject({ state: "live", failureCode: null });
        const published = state();
        const ours = published.media.slice(0, IMAGES).map((id) => numberOf(id));
        expect(ours, when).toEqual(publications.map(({ mediaId }) => mediaId));
        expect(published.media.slice(IMAGES), when).toEqual(rests[places[moment]]);
        const first = published.media[0] ?? "";
        expect(published.variants.filter(({ mediaIds }) => mediaIds[0] === first).length, when).toBe(isShown);
        if (killed) kills.publish += 1;

        const restore = () => nora.restore(...publications.map(({ id }) => id));
        const begun = { begin: restore, isOver: () => allAre("restored") };
        const restoreKilled = await stack.killedAt(step, moment, begun);
        await restore();
        await nora.publicationsOver();
        expect(await allAre("restored"), `restore ${moment} ${step}`).toBe(true);
        expect(state(), `restore ${moment} ${step}`).toEqual(before);
        if (restoreKilled) kills.restore += 1;
      }
    }
    expect(kills.publish).toBeGreaterThanOrEqual(12);
    expect(kills.restore).toBeGreaterThanOrEqual(4);
  },
);
