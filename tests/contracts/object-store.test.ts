import { randomUUID } from "node:crypto";
import pLimit from "p-limit";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SIGNED_MINUTES, type ObjectStore } from "../../app/platform/objects/object-store.ts";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import { startS3, type LocalS3 } from "../../sandbox/s3/server.ts";
import { refusalOf } from "../../sandbox/s3/signature.ts";

const keys = { accessKeyId: "packshot", secretAccessKey: "a secret of forty characters, at the least" };
const bytes = Buffer.from([0, 1, 2, 253, 254, 255]);

let s3: LocalS3;
let store: ObjectStore;
let moment: Date;

function storeWith(secretAccessKey = keys.secretAccessKey): ObjectStore {
  const { endpoint, bucket } = s3;
  const config = { endpoint, bucket, region: "auto", accessKeyId: keys.accessKeyId, secretAccessKey };
  return createS3ObjectStore(config, { now: () => moment });
}

beforeAll(async () => {
  s3 = await startS3({ ...keys, bucket: "images" });
});
beforeEach(() => {
  s3.setFaults({});
  moment = new Date();
  store = storeWith();
});
afterAll(() => s3.stop());

async function putOne(contentType = "image/png"): Promise<string> {
  const key = `shops/a.myshopify.com/images/${randomUUID()}/1-x.png`;
  await store.put(key, bytes, { contentType });
  return key;
}

test("what is put can be read, byte for byte", async () => {
  expect(await store.get(await putOne())).toEqual(bytes);
});

test("what is not there says so", async () => {
  await expect(store.get("shops/a/nothing")).rejects.toMatchObject({ code: "image_file_gone" });
});

test("deletes many at once, absent ones too", async () => {
  const many = await Promise.all(Array.from({ length: 5 }, () => putOne()));
  await store.delete([...many, "shops/a/nothing"]);
  await store.delete([]);
  for (const key of many) await expect(store.get(key)).rejects.toMatchObject({ code: "image_file_gone" });
});

test("lists what lies under a prefix, however many pages that takes", async () => {
  const folder = `shops/${randomUUID()}.myshopify.com`;
  const keys = Array.from({ length: 1_005 }, (_, n) => `${folder}/${String(n).padStart(4, "0")}.png`);
  const some = pLimit(20);
  await Promise.all(keys.map((key) => some(() => store.put(key, bytes, { contentType: "image/png" }))));
  await store.put(`${folder}-other/1.png`, bytes, { contentType: "image/png" });
  const pages: string[][] = [];
  for await (const page of store.list(`${folder}/`)) pages.push(page.map(({ key }) => key));
  expect(pages.map((page) => page.length)).toEqual([1_000, 5]);
  expect(pages.flat()).toEqual(keys);
  for await (const page of store.list("nothing/")) expect(page).toEqual([]);
});

test("lists the folders under a folder, once each", async () => {
  const under = `shops-${randomUUID()}`;
  for (const shop of ["b.myshopify.com", "a.myshopify.com", "a-b.myshopify.com"]) {
    for (const name of ["images/1/3.png", "images/2/3.png", "exports/1/2.zip"]) {
      await store.put(`${under}/${shop}/${name}`, bytes, { contentType: "image/png" });
    }
  }
  const folders: string[] = [];
  for await (const page of store.folders(`${under}/`)) folders.push(...page);
  expect(folders).toEqual(["a-b.myshopify.com", "a.myshopify.com", "b.myshopify.com"]);
});

describe("a signed address", () => {
  test("serves the bytes as what they are, for good", async () => {
    const response = await fetch(await store.signedUrl(await putOne("image/webp")));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get("content-type")).toBe("image/webp");
    expect(response.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
    expect(response.headers.get("content-disposition")).toBeNull();
  });

  test("downloads under the name given, whatever is in it", async () => {
    const url = await store.signedUrl(await putOne(), { downloadAs: `Grün "2"/\r\nX: y 🍾.png` });
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="Gr_n _2_---X: y __.png"; filename*=UTF-8''Gr%C3%BCn%20%222%22---X%3A%20y%20%F0%9F%8D%BE.png`,
    );
  });

  test("is the same for a quarter of an hour, then another", async () => {
    const key = await putOne();
    const at = (time: string) => {
      moment = new Date(`2026-11-20T${time}Z`);
      return store.signedUrl(key);
    };
    const first = await at("12:15:00.000");
    expect(await at("12:29:59.999")).toBe(first);
    expect(await at("12:30:00.000")).not.toBe(first);
    expect(new URL(first).searchParams.get("X-Amz-Date")).toBe("20261120T121500Z");
    expect(new URL(first).searchParams.get("X-Amz-Expires")).toBe("1800");
  });

  test("serves nothing once it has expired", async () => {
    moment = new Date(Date.now() - SIGNED_MINUTES * 60_000 - 1_000);
    expect((await fetch(await store.signedUrl(await putOne()))).status).toBe(403);
  });

  test("opens its own object alone", async () => {
    const [one, other] = [await putOne(), await putOne()];
    const url = new URL(await store.signedUrl(one));
    url.pathname = url.pathname.replace(one, other);
    expect((await fetch(url)).status).toBe(403);
    url.search = "";
    expect((await fetch(url)).status).toBe(403);
  });
});

describe("a signed address that was altered", () => {
  const signed = async () => {
    const key = await putOne();
    return new URL(await store.signedUrl(key, { downloadAs: "mine.png" }));
  };
  const nextIn = (digits: string) => String((Number(digits) + 1) % 10);

  /** Each part of it, made into something else that is well formed. */
  const ALTERED: Record<string, (value: string) => string> = {
    "X-Amz-Expires": () => "604800",
    "X-Amz-Date": (value) => value.replace(/\d(?=Z$)/, nextIn),
    "X-Amz-Credential": (value) => value.replace("packshot", "somebody"),
    "X-Amz-Signature": (value) => value.replace(/^./, (letter) => (letter === "0" ? "1" : "0")),
    "X-Amz-SignedHeaders": () => "host;user-agent",
    "X-Amz-Content-Sha256": () => "0".repeat(64),
    "X-Amz-Algorithm": () => "AWS4-HMAC-SHA512",
    "response-content-disposition": () => "inline",
    "x-id": () => "PutObject",
  };

  test("has no part that could be another", async () => {
    const names = [...(await signed()).searchParams.keys()];
    expect(names.filter((name) => !(name in ALTERED))).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(8);
    for (const name of names) {
      const [url, without] = [await signed(), await signed()];
      const value = url.searchParams.get(name) ?? "";
      expect((await fetch(url)).status).toBe(200);
      url.searchParams.set(name, ALTERED[name]?.(value) ?? "");
      without.searchParams.delete(name);
      for (const altered of [url, without]) {
        const { status } = await fetch(altered);
        // 400 is S3's own answer to what is no signature at all, without its algorithm say.
        expect({ name, isRefused: status === 403 || status === 400 }).toEqual({ name, isRefused: true });
      }
    }
  });

  test("opens nothing with a part more, by another path, or in another way", async () => {
    const more = await signed();
    more.searchParams.set("versionId", "1");
    expect((await fetch(more)).status).toBe(403);
    const paths = [
      (path: string) => path.replace("/images/", "/exports/"),
      (path: string) => `${path}x`,
      (path: string) => path.replace("a.myshopify.com", "b.myshopify.com"),
      (path: string) => path.replace(/[^/]+$/, ""),
    ];
    for (const change of paths) {
      const url = await signed();
      url.pathname = change(url.pathname);
      expect((await fetch(url)).status).toBe(403);
    }
    for (const method of ["PUT", "DELETE", "POST"]) {
      const url = await signed();
      expect((await fetch(url, { method })).status).toBe(403);
      expect((await fetch(url)).status).toBe(200);
    }
  });

  test("opens for as long as it says, and no second longer", async () => {
    const { host, pathname: path, searchParams: query } = new URL(await store.signedUrl(await putOne()));
    const request = { method: "GET", path, query, headers: { host }, body: Buffer.alloc(0) };
    const signedAt = Math.floor(moment.getTime() / 900_000) * 900_000;
    const after = (seconds: number) => refusalOf(request, keys, new Date(signedAt + seconds * 1_000));
    expect(await after(SIGNED_MINUTES * 60)).toBeUndefined();
    expect(await after(SIGNED_MINUTES * 60 + 1)).toMatchObject({ status: 403, code: "AccessDenied" });
  });
});

test("ready when the bucket answers", async () => {
  await store.ready();
  await expect(storeWith("another secret").ready()).rejects.toMatchObject({ code: "store_unavailable" });
});

test("an ill server is tried three times, then unavailable", async () => {
  const key = await putOne();
  s3.setFaults({ errorRate: 1 });
  const before = s3.counts().requests;
  await expect(store.get(key)).rejects.toMatchObject({ code: "store_unavailable" });
  expect(s3.counts().requests - before).toBe(3);
});

test("whoever stops it gets their own reason back", async () => {
  s3.setFaults({ hangRate: 1 });
  const stop = new AbortController();
  const hung = s3.counts().hung;
  const putting = store.put("shops/a/never", bytes, { contentType: "image/png" }, stop.signal);
  await expect.poll(() => s3.counts().hung).toBeGreaterThan(hung);
  stop.abort(new Error("shutting down"));
  await expect(putting).rejects.toThrow("shutting down");
});
