import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startS3, type LocalS3 } from "./server.ts";

const credentials = { accessKeyId: "packshot", secretAccessKey: "a secret of the tests" };
const Bucket = "library";
const Key = "shops/1/images/é ü & +~'().png";
const Body = Buffer.from("the bytes of a picture");

let s3: LocalS3;
let client: S3Client;

function clientWith(config: S3ClientConfig = {}) {
  return new S3Client({
    region: "auto",
    endpoint: s3.endpoint,
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 1,
    credentials,
    ...config,
  });
}

beforeAll(async () => {
  s3 = await startS3({ ...credentials, bucket: Bucket, corsOrigin: "https://shop.example" });
  client = clientWith();
  const cached = {
    CacheControl: "private, max-age=300",
    ContentType: "image/png",
    Metadata: { recipe: "7" },
  };
  await client.send(new PutObjectCommand({ Bucket, Key, Body, ...cached }));
});
afterAll(() => s3.stop());

describe("what is signed well passes", () => {
  test("get, head and list, with what was stored beside the bytes", async () => {
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe(Body.toString());
    expect(got).toMatchObject({
      CacheControl: "private, max-age=300",
      ContentType: "image/png",
      Metadata: { recipe: "7" },
    });
    expect(await client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentLength: Body.length,
    });
    const list = await client.send(new ListObjectsV2Command({ Bucket, Prefix: "shops/1/" }));
    expect(list.Contents?.map((object) => object.Key)).toEqual([Key]);
  });

  test("deleting several at once", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: "old", Body }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "old" }] } }));
    await expect(client.send(new GetObjectCommand({ Bucket, Key: "old" }))).rejects.toThrow("does not exist");
  });

  test("folders, each once, whatever lies in them and however deep, page by page in order", async () => {
    const keys = ["deep/a/b/c/1", "flat/1", "flat/2", "x & y/b/1", "x/1/2", "x-1/b/1", "top"].map(
      (key) => `f/${key}`,
    );
    for (const one of keys) await client.send(new PutObjectCommand({ Bucket, Key: one, Body }));
    const list = (more: object) =>
      client.send(new ListObjectsCommand({ Bucket, Prefix: "f/", Delimiter: "/", ...more }));
    const [pages, names]: [number[], string[]] = [[], []];
    for (let Marker: string | undefined, isLast = false; !isLast;) {
      const {
        CommonPrefixes = [],
        Contents = [],
        IsTruncated,
        NextMarker,
      } = await list({ Marker, MaxKeys: 2 });
      const found = [...CommonPrefixes.map(({ Prefix }) => Prefix), ...Contents.map(({ Key: key }) => key)];
      pages.push(found.length); // a folder counts as one, as a key does
      names.push(...found.map(String).sort());
      isLast = !IsTruncated;
      Marker = NextMarker;
    }
    expect(pages).toEqual([2, 2, 2]);
    expect(names).toEqual(["f/deep/", "f/flat/", "f/top", "f/x & y/", "f/x-1/", "f/x/"]);
    expect((await list({ Prefix: "f/x" })).CommonPrefixes).toHaveLength(3);
    expect(await list({ Prefix: "nothing/" })).toMatchObject({ IsTruncated: false });
    for (const one of keys) await client.send(new DeleteObjectCommand({ Bucket, Key: one }));
    expect((await list({})).CommonPrefixes).toBeUndefined();
  });

  test("a presigned address a browser can show, rename and read in part", async () => {
    const command = new GetObjectCommand({
      Bucket,
      Key,
      ResponseContentType: "image/webp",
      ResponseContentDisposition: 'attachment; filename="a b.webp"',
    });
    const url = await getSignedUrl(client, command, { expiresIn: 60 });
    const response = await fetch(url, { headers: { range: "bytes=4-8", origin: "https://shop.example" } });
    expect(response.status).toBe(206);
    expect(await response.text()).toBe("bytes");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/webp",
      "content-disposition": 'attachment; filename="a b.webp"',
      "content-range": `bytes 4-8/${Body.length}`,
      "cache-control": "private, max-age=300",
      "access-control-allow-origin": "https://shop.example",
    });
  });

  test("a presigned upload", async () => {
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: "upload" }), {
      expiresIn: 60,
    });
    expect((await fetch(url, { method: "PUT", body: "new" })).status).toBe(200);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "upload" }));
    expect(await got.Body?.transformToString()).toBe("new");
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "upload" }] } }));
  });
});

/** The error code of S3's answer. */
async function refusal(url: string | URL, init?: RequestInit) {
  const response = await fetch(url, init);
  const code = /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
  return `${response.status} ${code}`;
}

type Alter = (request: { path: string; method: string; headers: Record<string, string> }) => unknown;

/** A client whose requests are altered before or after they are signed. */
function altering(step: "build" | "deserialize", alter: Alter) {
  const tampering = clientWith();
  tampering.middlewareStack.add(
    (next) => async (args) => {
      alter((args as { request: Parameters<Alter>[0] }).request);
      return next(args);
    },
    { step: step as "build", priority: "low" },
  );
  return tampering;
}

describe("what is not signed well is refused", () => {
  const put = () => new PutObjectCommand({ Bucket, Key: "mine", Body: "mine" });
  const get = () => new GetObjectCommand({ Bucket, Key });

  test("anonymous requests, the list of buckets among them", async () => {
    const address = `${s3.endpoint}/${Bucket}/${encodeURIComponent(Key)}`;
    expect(await refusal(address)).toBe("403 AccessDenied");
    expect(await refusal(address, { method: "PUT", body: "mine" })).toBe("403 AccessDenied");
    expect(await refusal(address, { method: "DELETE" })).toBe("403 AccessDenied");
    expect(await refusal(s3.endpoint)).toBe("403 AccessDenied");
    expect((await fetch(address, { method: "HEAD" })).status).toBe(403);
  });

  test.each([
    ["path", get, (r) => (r.path = r.path.replace("shops/1", "shops/2")), "SignatureDoesNotMatch"],
    ["method", get, (r) => (r.method = "DELETE"), "SignatureDoesNotMatch"],
    ["signed header", put, (r) => (r.headers["content-type"] = "text/html"), "SignatureDoesNotMatch"],
    ["added x-amz header", put, (r) => (r.headers["x-amz-meta-role"] = "admin"), "AccessDenied"],
    [
      "declared body hash",
      put,
      (r) => (r.headers["x-amz-content-sha256"] = "0".repeat(64)),
      "SignatureDoesNotMatch",
    ],
    [
      "unsigned body",
      put,
      (r) => (r.headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD"),
      "SignatureDoesNotMatch",
    ],
    ["body", put, (r) => Object.assign(r, { body: "evil" }), "XAmzContentSHA256Mismatch"],
    ["signature", get, (r) => (r.headers.authorization += "0"), "SignatureDoesNotMatch"],
    [
      "garbage",
      get,
      (r) => (r.headers.authorization = "AWS4-HMAC-SHA256 Credential=x"),
      "AuthorizationHeaderMalformed",
    ],
    [
      "old scheme",
      get,
      (r) => (r.headers.authorization = "AWS packshot:c2ln"),
      "AuthorizationHeaderMalformed",
    ],
  ] satisfies [string, () => unknown, Alter, string][])("altered %s", async (_, command, alter, name) => {
    await expect(altering("deserialize", alter).send(command())).rejects.toMatchObject({
      name,
    });
  });

  test("wrong secrets and foreign keys", async () => {
    const wrong = clientWith({ credentials: { ...credentials, secretAccessKey: "guess" } });
    await expect(wrong.send(get())).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
    const foreign = clientWith({ credentials: { ...credentials, accessKeyId: "somebody" } });
    await expect(foreign.send(get())).rejects.toMatchObject({ name: "InvalidAccessKeyId" });
  });

  test("foreign buckets, existing or not", async () => {
    await expect(client.send(new GetObjectCommand({ Bucket: "other", Key }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    await expect(client.send(new PutObjectCommand({ Bucket: "librarys", Key, Body }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  test("a clock that is an hour off", async () => {
    const late = clientWith({ systemClockOffset: -3_600_000 });
    await expect(late.send(get())).rejects.toMatchObject({ name: "RequestTimeTooSkewed" });
  });

  test("streamed signatures, whose framing the store would keep", async () => {
    const streaming = altering("build", ({ headers }) => {
      headers["x-amz-content-sha256"] = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    });
    await expect(streaming.send(put())).rejects.toMatchObject({ name: "NotImplemented" });
  });

  test("presigned addresses that were altered, have expired, or are for something else", async () => {
    const fresh = await getSignedUrl(client, get(), { expiresIn: 60 });
    const changed = (change: (url: URL) => void) => {
      const url = new URL(fresh);
      change(url);
      return refusal(url);
    };
    expect(await changed((url) => (url.pathname = `/${Bucket}/shops/2/image`))).toBe(
      "403 SignatureDoesNotMatch",
    );
    expect(await changed((url) => url.searchParams.set("X-Amz-Expires", "600000"))).toBe(
      "403 SignatureDoesNotMatch",
    );
    expect(await changed((url) => url.searchParams.set("response-content-type", "text/html"))).toBe(
      "403 SignatureDoesNotMatch",
    );
    expect(await changed((url) => url.searchParams.delete("X-Amz-Expires"))).toBe(
      "400 AuthorizationQueryParametersError",
    );
    expect(await changed((url) => url.searchParams.delete("X-Amz-Signature"))).toBe(
      "403 SignatureDoesNotMatch",
    );
    expect(await refusal(fresh, { method: "DELETE" })).toBe("403 SignatureDoesNotMatch");
    expect(await refusal(fresh, { headers: { "x-amz-meta-role": "admin" } })).toBe("403 AccessDenied");
    const signingDate = new Date(Date.now() - 61_000);
    expect(await refusal(await getSignedUrl(client, get(), { expiresIn: 60, signingDate }))).toBe(
      "403 AccessDenied",
    );
    expect((await fetch(fresh)).status).toBe(200);
  });

  test("nothing of all this reached the store", async () => {
    const list = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(list.Contents?.map((object) => object.Key)).toEqual([Key]);
  });
});

describe("faults and counts, switched over HTTP", () => {
  const faults = (body: unknown) =>
    fetch(`${s3.endpoint}/sandbox/faults`, { method: "POST", body: JSON.stringify(body) });

  test("errors, hanging and delay", async () => {
    const get = () => new GetObjectCommand({ Bucket, Key });
    await faults({ errorRate: 1 });
    await expect(client.send(get())).rejects.toMatchObject({ $fault: "server" });

    await faults({ hangRate: 1 });
    await expect(client.send(get(), { abortSignal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      name: "AbortError",
    });

    await faults({ latencyMs: 80 });
    const start = performance.now();
    await client.send(get());
    expect(performance.now() - start).toBeGreaterThan(75);

    await faults({});
    await client.send(get());
    const counts: unknown = await (await fetch(`${s3.endpoint}/sandbox/counts`)).json();
    expect(counts).toEqual(s3.counts());
    expect(counts).toMatchObject({ failed: 1, hung: 1, refused: { InvalidAccessKeyId: 1 } });
  });

  test("a mistyped fault is refused", async () => {
    expect((await faults({ errorRat: 1 })).status).toBe(400);
    expect((await fetch(`${s3.endpoint}/sandbox/faults`, { method: "POST", body: "{" })).status).toBe(400);
  });
});
