import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import type { Queries } from "../platform/db/db.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** An image on several products, by each product's id. */
async function imageOn(...products: string[]) {
  const { db } = database;
  const rows = await seedBatch(db);
  const { shop, batchId } = rows;
  const imageId = await addImage(db, rows, rows.ids[0] ?? "");
  const put = (tx: Queries, productId: string) =>
    tx.publication.create({
      data: {
        ...{ shop, imageId, batchId, productId, activeImageId: imageId, isCopy: productId !== "501" },
        ...{ state: "live", photoId: "9000", placement: "end", fileName: "a.jpg", altText: "A" },
        ...{ personId: "7", personName: "Ada" },
      },
    });
  const takeOff = (tx: Queries, productId: string) =>
    tx.publication.updateMany({
      where: { shop, productId },
      data: { state: "restored", activeImageId: null },
    });
  for (const productId of products) await put(db, productId);
  const isUsed = async () => (await db.image.findFirstOrThrow({ where: { shop } })).unusedSince === null;
  return { put, takeOff, isUsed, shop };
}

/** Does the second while the first is not committed yet. */
async function atOnce(first: (tx: Queries) => Promise<unknown>, second: (tx: Queries) => Promise<unknown>) {
  const { db } = database;
  let doing: Promise<unknown> = Promise.resolve();
  await db.$transaction(async (tx) => {
    await first(tx);
    doing = second(db).then(() => undefined); // a query of Prisma's begins when it is waited for
    for (let isWaiting = false; !isWaiting;) {
      const [row] = await db.$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      isWaiting = (row?.waiting ?? 0) > 0;
    }
  });
  await doing;
}

test("taken off two products at once it is used no more: its window begins", async () => {
  const { takeOff, isUsed } = await imageOn("501", "502");
  await atOnce(
    (tx) => takeOff(tx, "501"),
    (tx) => takeOff(tx, "502"),
  );
  expect(await isUsed()).toBe(false);
});

test("put on one product while it comes off another it is used: nothing expires or deletes it", async () => {
  const { put, takeOff, isUsed, shop } = await imageOn("501");
  await atOnce(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Image" WHERE shop = ${shop} FOR UPDATE`; // as whoever publishes does
      await put(tx, "502");
    },
    (tx) => takeOff(tx, "501"),
  );
  expect(await isUsed()).toBe(true);
});
