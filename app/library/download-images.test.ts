import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import { zipEntries } from "../../tests/trust/zip-reader.ts";
import { PackshotError } from "../platform/errors.ts";
import { downloadImage, downloadZip } from "./download-images.server.ts";

const ada = { id: "7", name: "Ada", locale: "en", canEditProducts: false };

let database: TestDatabase;
beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.close());

async function seed(count: number) {
  const rows = await seedBatch(database.db, count);
  const images: string[] = [];
  for (const id of rows.ids) images.push(await addImage(database.db, rows, id));
  return { ...rows, images };
}

/** A store that holds what its keys say. */
const deps = (missing: string[] = []) => ({
  db: database.db,
  objects: {
    get: async (key: string) => {
      if (missing.some((part) => key.includes(part))) throw new PackshotError("image_file_gone");
      return Buffer.from(key);
    },
    signedUrl: async (key: string, options?: { downloadAs?: string }) => `${key}?as=${options?.downloadAs}`,
  },
});

async function zip(shop: string, ids: readonly string[], missing?: string[]) {
  const chunks: Buffer[] = [];
  for await (const chunk of await downloadZip(deps(missing), shop, ada, ids)) chunks.push(chunk);
  const file = Buffer.concat(chunks);
  return zipEntries(async (offset, length) => file.subarray(offset, offset + length), file.length);
}

const noted = (shop: string) =>
  database.db.auditEntry.findMany({ where: { shop, action: "images_downloaded" } });

test("one image has an address under a name of its own, and the log says who took it", async () => {
  const { shop, images } = await seed(1);
  const [id = ""] = images;
  const url = await downloadImage(deps(), shop, ada, id);
  expect(url).toContain(`?as=Green bottle, studio ${id.slice(-4)}.png`);
  expect(await noted(shop)).toMatchObject([{ subjectId: id, personName: "Ada" }]);
});

test("many come as one ZIP, each under a name that is there once", async () => {
  const { shop, images } = await seed(5);
  const entries = await zip(shop, images);
  expect(entries).toHaveLength(5);
  expect(new Set(entries.map(({ name }) => name)).size).toBe(5);
  expect(entries.every(({ name }) => name.startsWith("Green bottle, studio "))).toBe(true);
  expect(await noted(shop)).toMatchObject([{ details: { images: 5 } }]);
});

test("what has expired, or whose file is gone, is left out", async () => {
  const { shop, ids, images } = await seed(3);
  const [expired = "", , kept = ""] = images;
  await database.db.image.update({
    where: { shop_id: { shop, id: expired } },
    data: { expiredAt: new Date() },
  });
  const entries = await zip(shop, images, [ids[1] ?? ""]);
  expect(entries.map(({ name }) => name)).toEqual([`Green bottle, studio ${kept.slice(-4)}.png`]);
  await expect(downloadZip(deps(), shop, ada, [expired])).rejects.toMatchObject({ code: "image_file_gone" });
  await expect(downloadImage(deps(), shop, ada, expired)).rejects.toMatchObject({ code: "image_file_gone" });
});

test("a store that does not answer breaks it off", async () => {
  const { shop, images } = await seed(2);
  const away = {
    ...deps(),
    objects: { ...deps().objects, get: () => Promise.reject(new PackshotError("store_unavailable")) },
  };
  const chunks = await downloadZip(away, shop, ada, images);
  await expect(chunks.next()).rejects.toMatchObject({ code: "store_unavailable" });
});

test("a stranger's image is not found, and mine beside it is not given", async () => {
  const [mine, hers] = [await seed(1), await seed(1)];
  await expect(downloadZip(deps(), mine.shop, ada, [...mine.images, ...hers.images])).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(downloadImage(deps(), mine.shop, ada, hers.images[0] ?? "")).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await noted(mine.shop)).toEqual([]);
});
