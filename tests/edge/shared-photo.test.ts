import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { settleMedia } from "../../sandbox/shopify/product-media.ts";
import { eventually } from "../eventually.ts";
import { merchant, numberOf, NORTHWIND } from "../merchant.ts";
import { startStack, type Stack } from "../stack.ts";

/* One file can be on several products: https://shopify.dev/docs/apps/build/graphql/migrate/new-files-model */

let stack: Stack;
let nora: ReturnType<typeof merchant>;

beforeAll(async () => {
  stack = await startStack();
  stack.shopify.faults.mediaDelayMs = 20;
  await stack.startWeb();
  nora = merchant(stack);
});
afterAll(() => stack.close());

const db = () => stack.database.db;

function twoWithOnePhoto() {
  const [one, other] = nora.products();
  const photo = one?.media[0];
  if (!one || !other || !photo) throw new Error("the demo shop is empty");
  if (!other.media.includes(photo)) other.media.unshift(photo);
  return { products: [one, other], choice: [nora.photoOf(one), nora.photoOf(other)], photo };
}

it(
  "a photo that is on two products becomes an image of each, and is published to each",
  { timeout: 60_000 },
  async () => {
    const { products, choice, photo } = twoWithOnePhoto();
    const before = products.map(({ media }) => media.length);
    const formToken = randomUUID();
    await nora.generate(choice, { formToken });
    await nora.generationsOver();
    const batch = await db().batch.findFirstOrThrow({ where: { formToken }, include: { images: true } });
    expect(batch).toMatchObject({ scopePhotos: 2, quotedImages: 2, done: 2, reserved: 0 });
    expect(batch.images.map(({ productId }) => productId).sort()).toEqual(
      products.map(({ id }) => numberOf(id)).sort(),
    );
    expect(batch.images.map(({ photoId }) => photoId)).toEqual([1, 2].map(() => numberOf(photo.id)));

    for (const { id } of batch.images) await nora.decide(id, "approved");
    await nora.publish(batch.images.map(({ id }) => id));
    const publications = await nora.publicationsOver();
    expect(publications.map(({ state }) => state)).toEqual(["live", "live"]);
    const after = products.map((product) => settleMedia(product, Date.now()).media.length);
    expect(after).toEqual(before.map((count) => count + 1));
  },
);

it("in a quote it counts for each product, also as a duplicate", async () => {
  const { products } = twoWithOnePhoto();
  const formToken = randomUUID();
  const words = products.map(({ handle }) => handle).join("\n");
  await nora.quote({ from: "list", words }, { formToken });
  const batch = await eventually(
    () => db().batch.findFirst({ where: { shop: NORTHWIND, formToken } }),
    (row) => row?.state === "quoted",
  );
  expect(batch).toMatchObject({ scopePhotos: 2, duplicates: 2, skipped: {} });
});
