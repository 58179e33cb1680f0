import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import { eventually } from "../eventually.ts";
import { addBatch, addImage } from "../generation-rows.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import { checkedContents } from "../trust/export-scene.ts";
import type { Moment } from "../tripwire.ts";
import { startKillable, type Killable } from "./killable.ts";

let stack: Killable;
beforeAll(async () => {
  stack = await startKillable({ LEASE_SECONDS: "4" }); // its parts are large
});
afterAll(() => stack.close());

const IMAGES = 3;
/** Parts have 16 MiB: three of them, and images that begin in one and end in the next. */
const IMAGE_BYTES = 12_000_000;
const PARTS = 3;

it("makes the whole file once, whichever step of an export kill -9 hits", { timeout: 900_000 }, async () => {
  const nora = merchant(stack);
  const { db } = stack.database;
  await nora.visit.get("/app/privacy/export", "routes/app.privacy.export");
  const objects = storeOf(stack);
  const sums = await putImages(objects);
  const ask = () => nora.visit.post("/app/privacy/export", "routes/app.privacy.export", { intent: "make" });
  const latest = () => db.export.findFirst({ orderBy: { id: "desc" } });
  const kills: string[] = [];

  for (const moment of ["before", "after"] satisfies Moment[]) {
    for (let step = 1, killed = true; killed; step += 1) {
      const when = `${moment} ${step}`;
      const earlier = await db.export.count();
      const seen = stack.passed().length;
      const isOver = async () => (await db.export.count()) > earlier && (await latest())?.state === "ready";
      killed = await stack.killedAt(step, moment, { begin: ask, isOver });
      if ((await db.export.count()) === earlier) await ask();
      const made = await eventually(latest, (row) => ["ready", "failed"].includes(row?.state ?? ""), 60_000);
      expect(made, when).toMatchObject({ state: "ready", done: IMAGES, uploadId: null });

      const file = await objects.get(made?.objectKey ?? "");
      const contents = await checkedContents(file, Number(made?.bytes));
      const images = [...contents].filter(([name]) => name.startsWith("images/"));
      expect(
        images.map(([, bytes]) => sumOf(bytes)),
        when,
      ).toEqual(sums);
      expect(await stack.s3.uploads(), when).toEqual([]);
      const put = stack
        .passed()
        .slice(seen)
        .filter(({ path }) => path.includes("partNumber="));
      expect(put.length, `${when}: parts put`).toBeLessThanOrEqual(PARTS + 1);
      const files = () => stack.objectKeys().then((keys) => keys.filter((key) => key.includes("/exports/")));
      await eventually(files, (keys) => keys.length === 1, 60_000); // the one before goes when a newer one is ready
      if (killed) kills.push(when);
    }
  }
  // Begun, each image, each part, finished: before and after.
  expect(kills.length).toBeGreaterThanOrEqual(2 * (1 + IMAGES + PARTS + 1));
});

function storeOf({ s3, env }: Killable) {
  return createS3ObjectStore(
    {
      ...{ endpoint: s3.endpoint, region: "auto", bucket: env.S3_BUCKET },
      ...{ accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
    },
    { now: () => new Date() },
  );
}

const sumOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Images of the shop as generation files them; answers their checksums in order. */
async function putImages(objects: ReturnType<typeof storeOf>): Promise<string[]> {
  const { db } = stack.database;
  const rows = { shop: NORTHWIND, ...(await addBatch(db, NORTHWIND, IMAGES, { state: "done" })) };
  const sums: string[] = [];
  for (const generation of rows.ids) {
    const content = randomBytes(IMAGE_BYTES);
    const id = await addImage(db, rows, generation);
    const where = { shop_id: { shop: NORTHWIND, id } };
    const { objectKey } = await db.image.update({ where, data: { bytes: content.length } });
    await objects.put(objectKey, content, { contentType: "image/png" });
    sums.push(sumOf(content));
  }
  return sums;
}
