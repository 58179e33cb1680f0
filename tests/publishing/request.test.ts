import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPublications } from "../../app/publishing/create-publications.server.ts";
import { requestPublications } from "../../app/publishing/request-publications.server.ts";
import { openScene, person, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(async () => void (await scene.db.publication.deleteMany()));

const stranger = "stranger.myshopify.com";
const requestFor = (imageIds: string[]) => ({ imageIds, placement: "end" as const, person, now: new Date() });

test("ten clicks at once on the same images make one publication of each", async () => {
  const product = scene.addMug();
  const images = [await scene.image(product), await scene.image(product)];
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, click) => scene.request(click % 2 ? images : [...images].reverse())),
  );
  expect(new Set(answers.flat().map(({ id }) => id)).size).toBe(2);
  expect(await scene.db.publication.count()).toBe(2);
});

test("only approved images, all of them or none", async () => {
  const product = scene.addMug();
  const approved = await scene.image(product);
  for (const decision of ["undecided", "rejected"]) {
    const other = await scene.image(product, { decision });
    await expect(scene.request([approved, other])).rejects.toMatchObject({ code: "image_not_approved" });
  }
  expect(await scene.db.publication.count()).toBe(0);
});

test("an image that is rejected at the same moment is not published", async () => {
  const imageId = await scene.image(scene.addMug());
  let clicked: Promise<unknown> = Promise.resolve();
  await scene.db.$transaction(async (tx) => {
    await tx.image.updateMany({ where: { shop: scene.domain, id: imageId }, data: { decision: "rejected" } });
    clicked = scene.request([imageId]).catch((error: unknown) => error);
    await lockIsWaitedFor(); // the request stands before the row until the rejection is through
  });
  expect(await clicked).toMatchObject({ code: "image_not_approved" });
  expect(await scene.db.publication.count()).toBe(0);
});

async function lockIsWaitedFor(): Promise<void> {
  for (;;) {
    const [row] = await scene.db.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (row && row.waiting > 0n) return;
  }
}

test("ids of another shop or of nothing are not found, and nobody without permission asks", async () => {
  const imageId = await scene.image(scene.addMug());
  await expect(createPublications(scene.db, stranger, requestFor([imageId]))).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(scene.request([imageId, "nothing"])).rejects.toMatchObject({ code: "not_found" });
  await expect(scene.request([])).rejects.toMatchObject({ code: "nothing_chosen" });
  const viewer = { ...person, canEditProducts: false };
  const asked = { shop: scene.domain, person: viewer, imageIds: [imageId], placement: "end" as const };
  await expect(requestPublications(scene.deps, asked)).rejects.toMatchObject({
    code: "no_product_permission",
  });
  expect(await scene.db.publication.count()).toBe(0);
});

test("the alt text is the image's, in Shopify's 512 characters", async () => {
  const imageId = await scene.image(scene.addMug());
  const altText = `  Mug \n\t on  marble ${"x".repeat(600)}`;
  await scene.db.image.updateMany({ where: { id: imageId }, data: { altText } });
  const [publication] = await scene.request([imageId]);
  const row = await scene.row(publication?.id ?? "");
  expect(row.altText).toMatch(/^Mug on marble x/);
  expect(row.altText).toHaveLength(512);
});
