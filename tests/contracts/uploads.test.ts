import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import { createS3Uploads } from "../../app/platform/objects/s3-uploads.server.ts";
import type { Uploads } from "../../app/platform/objects/uploads.ts";
import { startS3, type LocalS3 } from "../../sandbox/s3/server.ts";
import { createTripwire } from "../tripwire.ts";

const keys = { accessKeyId: "packshot", secretAccessKey: "a secret of the tests" };
const ZIP = { contentType: "application/zip" };
const GONE = { code: "upload_gone" };

let s3: LocalS3;
let wire: Awaited<ReturnType<typeof createTripwire>>;
let objects: ObjectStore;
let uploads: Uploads;
beforeAll(async () => {
  s3 = await startS3({ ...keys, bucket: "images" });
  wire = await createTripwire({ s3: s3.endpoint });
  const config = { ...keys, endpoint: wire.origins.s3 ?? "", bucket: "images", region: "auto" };
  objects = createS3ObjectStore(config, { now: () => new Date() });
  uploads = createS3Uploads(config);
});
beforeEach(() => s3.setFaults({}));
afterAll(async () => {
  wire.close();
  await s3.stop();
});

const newKey = () => `shops/${randomUUID()}.myshopify.com/exports/1/${randomUUID()}.zip`;
async function begin(key = newKey()) {
  return { key, uploadId: await uploads.begin(key, ZIP) };
}
type Upload = Awaited<ReturnType<typeof begin>>;
async function put(upload: Upload, number: number, bytes: Buffer) {
  return { number, etag: await uploads.putPart(upload, number, bytes) };
}
const part = (size = 1_000) => randomBytes(size);

describe("an upload", () => {
  test("becomes one file of its parts in order, in whichever they came", async () => {
    const upload = await begin();
    const [first, second, last] = [part(), part(), part(10)];
    expect(await uploads.bytesOf(upload.key)).toBeNull();
    const putLast = await put(upload, 3, last);
    const parts = [await put(upload, 1, first), await put(upload, 2, second), putLast];
    await uploads.finish(upload, parts);
    expect(await objects.get(upload.key)).toEqual(Buffer.concat([first, second, last]));
    expect(await uploads.bytesOf(upload.key)).toBe(2_010);
    expect(await s3.uploads()).not.toContain(upload.uploadId);
    const response = await fetch(await objects.signedUrl(upload.key));
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    await response.arrayBuffer();
  });

  test("has the later one of a part that is put again", async () => {
    const upload = await begin();
    const again = part();
    const before = await put(upload, 1, part());
    const after = await put(upload, 1, again);
    await expect(uploads.finish(upload, [before])).rejects.toMatchObject(GONE);
    await uploads.finish(upload, [after]);
    expect(await objects.get(upload.key)).toEqual(again);
  });

  test("may be finished twice: the file is there once", async () => {
    const upload = await begin();
    const bytes = part();
    const parts = [await put(upload, 1, bytes)];
    await uploads.finish(upload, parts);
    await uploads.finish(upload, parts);
    expect(await objects.get(upload.key)).toEqual(bytes);
  });

  test("is finished though the answer to that was lost", async () => {
    const upload = await begin();
    const bytes = part();
    const parts = [await put(upload, 1, bytes)];
    wire.arm(1, "after", async () => {});
    await uploads.finish(upload, parts);
    expect(wire.isArmed()).toBe(false);
    expect(await objects.get(upload.key)).toEqual(bytes);
  });

  test("takes a part whose answer was lost as the same part", async () => {
    const upload = await begin();
    const bytes = part();
    wire.arm(1, "after", async () => {});
    const parts = [await put(upload, 1, bytes)];
    expect(wire.isArmed()).toBe(false);
    await uploads.finish(upload, parts);
    expect(await objects.get(upload.key)).toEqual(bytes);
  });

  test.each([
    ["one is missing", 2, 1_000],
    ["they differ in size", 3, 900],
  ])("is not finished with parts of which %s", async (_why, number, size) => {
    const upload = await begin();
    const parts = [
      await put(upload, 1, part()),
      await put(upload, 2, part(size)),
      await put(upload, 3, part()),
    ];
    if (size === 1_000) parts[number - 1] = { number, etag: '"0123456789abcdef0123456789abcdef"' };
    await expect(uploads.finish(upload, parts)).rejects.toMatchObject(GONE);
    expect(await uploads.bytesOf(upload.key)).toBeNull();
  });
});

describe("an upload that is aborted", () => {
  test("leaves nothing, and takes nothing any more", async () => {
    const upload = await begin();
    const parts = [await put(upload, 1, part())];
    await uploads.abort(upload);
    expect(await s3.uploads()).not.toContain(upload.uploadId);
    await expect(put(upload, 2, part())).rejects.toMatchObject(GONE);
    await expect(uploads.finish(upload, parts)).rejects.toMatchObject(GONE);
    expect(await uploads.bytesOf(upload.key)).toBeNull();
  });

  test("may be aborted again; so may one that never was, and one that is finished, whose file stays", async () => {
    const upload = await begin();
    await uploads.abort(upload);
    await uploads.abort(upload);
    await uploads.abort({ key: newKey(), uploadId: "0".repeat(32) });
    const whole = await begin();
    await uploads.finish(whole, [await put(whole, 1, part())]);
    await uploads.abort(whole);
    expect(await uploads.bytesOf(whole.key)).toBe(1_000);
  });

  test("does not touch another one of the same key", async () => {
    const [one, other] = [await begin(), await begin()];
    const second = await begin(one.key);
    await uploads.abort(one);
    expect(await uploads.open(one.key)).toEqual([second]);
    expect(await uploads.open(other.key)).toEqual([other]);
  });
});

test("lists what is open under a prefix, nobody else's, and nothing that is over", async () => {
  const shop = `shops/${randomUUID()}.myshopify.com/`;
  const [first, second] = [await begin(`${shop}exports/1/a.zip`), await begin(`${shop}exports/2/b & c.zip`)];
  await begin();
  const sorted = async () => (await uploads.open(shop)).sort((a, b) => a.key.localeCompare(b.key));
  expect(await sorted()).toEqual([first, second]);
  await uploads.abort(first);
  await uploads.finish(second, [await put(second, 1, part())]);
  expect(await sorted()).toEqual([]);
});

test("a store that is ill is unavailable, and no upload is taken for gone", async () => {
  const upload = await begin();
  s3.setFaults({ errorRate: 1 });
  const ill = { code: "store_unavailable" };
  await expect(uploads.begin(newKey(), ZIP)).rejects.toMatchObject(ill);
  await expect(put(upload, 1, part())).rejects.toMatchObject(ill);
  await expect(uploads.finish(upload, [])).rejects.toMatchObject(ill);
  await expect(uploads.abort(upload)).rejects.toMatchObject(ill);
  await expect(uploads.bytesOf(upload.key)).rejects.toMatchObject(ill);
  await expect(uploads.open(upload.key)).rejects.toMatchObject(ill);
  s3.setFaults({});
  await uploads.finish(upload, [await put(upload, 1, part())]);
});
